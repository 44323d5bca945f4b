package dev.relay.api.v2;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An error as v2's clients send it. Only the OpenAPI document is made from this: the wire is read by {@code OutcomeReader}. */
@Schema(name = "V2Error", description = "What went wrong, kept with the job. Together at most 8 KiB: what is longer is cut off and ends with `[truncated]`. U+0000 and "
        + "unpaired surrogates are replaced by U+FFFD.")
record V2Error(
        @Schema(types = {"string",
                "null"}, description = "A short name to search by; cut off after 256 bytes.", example = "SmtpTimeout") @Nullable String type,
        @Schema(types = {"string",
                "null"}, description = "What went wrong, in words.", example = "no answer within 30 s") @Nullable String message,
        @Schema(types = {"string",
                "null"}, description = "Whatever helps to find out why, such as a stack trace.", example = "mx1.example.org:25") @Nullable String detail){}
