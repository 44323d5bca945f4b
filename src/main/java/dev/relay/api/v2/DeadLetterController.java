package dev.relay.api.v2;

import dev.relay.api.DeadLetterReader;
import dev.relay.api.DeadLetterWriter;
import dev.relay.api.Keys;
import dev.relay.api.ProblemException;
import dev.relay.api.RequestBytes;
import dev.relay.api.v2.DeadLetterDocumentation.DeadSeqParameter;
import dev.relay.api.v2.DeadLetterDocumentation.Filters;
import dev.relay.api.v2.DeadLetterDocumentation.PayloadBody;
import dev.relay.api.v2.DeadLetterDocumentation.RateParameter;
import dev.relay.api.v2.V2Documentation.QueueParameter;
import dev.relay.job.DeadLetter;
import dev.relay.job.DeadLetterQueries;
import dev.relay.job.DeadLetterService;
import dev.relay.job.RetryOutcome;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The dead letters of a queue, for operators. */
@RestController
@Tag(name = DeadLetterDocumentation.DEAD_LETTERS, description = "Jobs that ended without success: search, look, retry, delete. Relay's own: relay has no such calls.")
@RequestMapping("/v2/queues/{queue}/dead-letters")
class DeadLetterController {

    private final DeadLetterQueries queries;
    private final DeadLetterService letters;
    private final DeadLetterReader reader;
    private final Keys keys;

    DeadLetterController(DeadLetterQueries queries, DeadLetterService letters, DeadLetterReader reader, Keys keys) {
        this.queries = queries;
        this.letters = letters;
        this.reader = reader;
        this.keys = keys;
    }

    @Operation(operationId = "listDeadLetters", summary = "Search dead letters", description = DeadLetterDocumentation.LIST)
    @Filters
    @ApiResponse(responseCode = "200", description = "The dead letters, newest first.", content = @Content(mediaType = "application/json", schema = @Schema(implementation = V2DeadLetters.class), examples = @ExampleObject(DeadLetterDocumentation.PAGE)))
    @GetMapping
    ResponseEntity<byte[]> list(@QueueParameter @PathVariable String queue,
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> query) {
        DeadLetterReader.Some some = reader.some(queue, query);
        return DeadLetterWriter.page(queries.page(some.filter(), some.before(), some.limit()));
    }

    @Operation(operationId = "getDeadLetter", summary = "Read a dead letter")
    @ApiResponse(responseCode = "200", description = "The dead letter.", content = @Content(mediaType = "application/json", schema = @Schema(implementation = V2DeadLetter.class), examples = @ExampleObject(DeadLetterDocumentation.LETTER)))
    @ApiResponse(responseCode = "404", description = "The queue has no dead letter with this number.")
    @GetMapping("/{dead_seq}")
    ResponseEntity<byte[]> get(@QueueParameter @PathVariable String queue,
            @DeadSeqParameter @PathVariable("dead_seq") String number) {
        String name = keys.queue(queue);
        long deadSeq = reader.deadSeq(number);
        DeadLetter letter = queries.find(name, deadSeq)
                .orElseThrow(() -> ProblemException.deadLetterNotFound(name, deadSeq));
        return DeadLetterWriter.one(letter);
    }

    @Operation(operationId = "retryDeadLetter", summary = "Retry a dead letter", description = DeadLetterDocumentation.RETRY)
    @PayloadBody
    @ApiResponse(responseCode = "202", description = "It is a live job again: committed.")
    @ApiResponse(responseCode = "404", description = "The queue has no dead letter with this number.")
    @ApiResponse(responseCode = "409", description = "A live job has its id or its unique key; it stays dead.")
    @PostMapping("/{dead_seq}/retry")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void retry(@QueueParameter @PathVariable String queue,
            @DeadSeqParameter @PathVariable("dead_seq") String number, RequestBytes body) {
        String name = keys.queue(queue);
        long deadSeq = reader.deadSeq(number);
        switch (letters.retry(name, deadSeq, reader.payload(body))) {
            case RetryOutcome.Retried retried -> {
            }
            case RetryOutcome.AlreadyLive live -> throw ProblemException.keyIsTaken(live.key(),
                    "A live job has the id or the unique key of this dead letter");
            case RetryOutcome.NoSuchLetter none -> throw ProblemException.deadLetterNotFound(name, deadSeq);
        }
    }

    @Operation(operationId = "retryDeadLetters", summary = "Retry many dead letters", description = DeadLetterDocumentation.RETRY_MANY)
    @Filters
    @RateParameter
    @ApiResponse(responseCode = "200", description = "What was retried.", content = @Content(mediaType = "application/json", schema = @Schema(implementation = V2RetriedLetters.class), examples = @ExampleObject(DeadLetterDocumentation.RETRIED)))
    @PostMapping("/retry")
    ResponseEntity<byte[]> retryMany(@QueueParameter @PathVariable String queue,
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> query) {
        DeadLetterReader.Retry retry = reader.retry(queue, query);
        DeadLetterReader.Some some = retry.some();
        return DeadLetterWriter.retried(
                letters.retry(some.filter(), some.before(), some.limit(), retry.spread()), retry.spread());
    }

    @Operation(operationId = "deleteDeadLetter", summary = "Delete a dead letter")
    @ApiResponse(responseCode = "200", description = "It is gone, also when there was none.")
    @DeleteMapping("/{dead_seq}")
    void delete(@QueueParameter @PathVariable String queue,
            @DeadSeqParameter @PathVariable("dead_seq") String number) {
        letters.delete(keys.queue(queue), reader.deadSeq(number));
    }

    @Operation(operationId = "deleteDeadLetters", summary = "Delete many dead letters", description = DeadLetterDocumentation.DELETE_MANY)
    @Filters
    @ApiResponse(responseCode = "200", description = "What was deleted.", content = @Content(mediaType = "application/json", schema = @Schema(implementation = V2DeletedLetters.class), examples = @ExampleObject(DeadLetterDocumentation.DELETED)))
    @DeleteMapping
    ResponseEntity<byte[]> deleteMany(@QueueParameter @PathVariable String queue,
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> query) {
        DeadLetterReader.Some some = reader.some(queue, query);
        return DeadLetterWriter.deleted(letters.delete(some.filter(), some.before(), some.limit()));
    }
}
