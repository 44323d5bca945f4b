package dev.relay.api.v2;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.AdditionalPropertiesValue;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A backoff on the wire, for the OpenAPI document. */
@Schema(name = "V2Backoff", description = "How long a job that failed waits for its next attempt; n is how often it has failed. Null is the default.", oneOf = {
        V2Backoff.Fixed.class, V2Backoff.Linear.class, V2Backoff.Exponential.class, V2Backoff.Polynomial.class,
        V2Backoff.Lakh.class, V2Backoff.Listed.class, V2Backoff.None.class})
interface V2Backoff {

    String TYPE = "Which kind of backoff it is.";
    String JITTER = "Whether the delay is drawn evenly from none to all of it. Absent or null is not.";
    String MAX = "The longest delay. Absent or null is 3650d.";

    @Schema(name = "V2BackoffFixed", description = "`delay` after each failure.", additionalProperties = AdditionalPropertiesValue.FALSE)
    record Fixed(@Schema(description = TYPE, requiredMode = RequiredMode.REQUIRED, types = {
            "string"}, allowableValues = "fixed") String type,
            @Schema(description = "The delay: a duration with its unit, at most 3650d.", requiredMode = RequiredMode.REQUIRED, types = {
                    "string"}, pattern = QueueDocumentation.DELAY, example = "5s") String delay,
            @Schema(description = JITTER, types = {"boolean", "null"}) @Nullable Boolean jitter){}

    @Schema(name = "V2BackoffLinear", description = "`delay`·n.", additionalProperties = AdditionalPropertiesValue.FALSE)
    record Linear(@Schema(description = TYPE, requiredMode = RequiredMode.REQUIRED, types = {
            "string"}, allowableValues = "linear") String type,
            @Schema(description = "The first delay: a duration with its unit, at most 3650d.", requiredMode = RequiredMode.REQUIRED, types = {
                    "string"}, pattern = QueueDocumentation.DELAY, example = "5s") String delay,
            @Schema(description = MAX, types = {"string",
                    "null"}, pattern = QueueDocumentation.DELAY, example = "1h") @Nullable String max,
            @Schema(description = JITTER, types = {"boolean", "null"}) @Nullable Boolean jitter){}

    @Schema(name = "V2BackoffExponential", description = "`base`·`factor`^(n−1).", additionalProperties = AdditionalPropertiesValue.FALSE)
    record Exponential(@Schema(description = TYPE, requiredMode = RequiredMode.REQUIRED, types = {
            "string"}, allowableValues = "exponential") String type,
            @Schema(description = "The first delay: a duration with its unit, at most 3650d.", requiredMode = RequiredMode.REQUIRED, types = {
                    "string"}, pattern = QueueDocumentation.DELAY, example = "1s") String base,
            @Schema(description = "By what each delay is longer than the one before.", requiredMode = RequiredMode.REQUIRED, types = {
                    "number"}, minimum = "1", maximum = "1000", example = "2.0") double factor,
            @Schema(description = MAX, types = {"string",
                    "null"}, pattern = QueueDocumentation.DELAY, example = "1h") @Nullable String max,
            @Schema(description = JITTER, types = {"boolean", "null"}, example = "true") @Nullable Boolean jitter){}

    @Schema(name = "V2BackoffPolynomial", description = "n^`exponent` seconds.", additionalProperties = AdditionalPropertiesValue.FALSE)
    record Polynomial(@Schema(description = TYPE, requiredMode = RequiredMode.REQUIRED, types = {
            "string"}, allowableValues = "polynomial") String type,
            @Schema(description = "The power to which n is raised.", requiredMode = RequiredMode.REQUIRED, types = {
                    "number"}, minimum = "0", maximum = "100", example = "2.0") double exponent,
            @Schema(description = MAX, types = {"string",
                    "null"}, pattern = QueueDocumentation.DELAY, example = "1h") @Nullable String max,
            @Schema(description = JITTER, types = {"boolean", "null"}) @Nullable Boolean jitter){}

    @Schema(name = "V2BackoffLakh", description = "15 + n⁴ + random(30)·(n+1) seconds.", additionalProperties = AdditionalPropertiesValue.FALSE)
    record Lakh(@Schema(description = TYPE, requiredMode = RequiredMode.REQUIRED, types = {
            "string"}, allowableValues = "lakh") String type,
            @Schema(description = JITTER, types = {"boolean", "null"}) @Nullable Boolean jitter){}

    @Schema(name = "V2BackoffList", description = "The n-th of `delays`, the last again and again.", additionalProperties = AdditionalPropertiesValue.FALSE)
    record Listed(@Schema(description = TYPE, requiredMode = RequiredMode.REQUIRED, types = {
            "string"}, allowableValues = "list") String type,
            @ArraySchema(minItems = 1, maxItems = 100, arraySchema = @Schema(description = "The delays, each a duration with its unit.", requiredMode = RequiredMode.REQUIRED), schema = @Schema(types = {
                    "string"}, pattern = QueueDocumentation.DELAY, example = "10s")) List<String> delays,
            @Schema(description = JITTER, types = {"boolean", "null"}) @Nullable Boolean jitter){}

    @Schema(name = "V2BackoffNone", description = "The default: five seconds after each failure.", types = {"null"})
    record None() {}
}
