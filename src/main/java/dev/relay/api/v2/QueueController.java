package dev.relay.api.v2;

import dev.relay.api.Keys;
import dev.relay.api.RequestBytes;
import dev.relay.api.v2.QueueDocumentation.OneQueue;
import dev.relay.api.v2.QueueDocumentation.SettingsBody;
import dev.relay.api.v2.V2Documentation.QueueParameter;
import dev.relay.job.QueueControl;
import dev.relay.job.QueueQueries;
import dev.relay.queue.QueueSettings;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Queues, for those who operate them: what they may do, and what they hold. */
@RestController
@Tag(name = QueueDocumentation.QUEUES, description = "What queues may do and keep, and what they hold. A queue exists as soon as somebody names it.")
@RequestMapping("/v2/queues")
class QueueController {

    private static final String BEFORE_ALL = "";

    private final QueueControl control;
    private final QueueQueries queries;
    private final Keys keys;

    QueueController(QueueControl control, QueueQueries queries, Keys keys) {
        this.control = control;
        this.queries = queries;
        this.keys = keys;
    }

    @Operation(operationId = "listQueues", summary = "List the queues", description = QueueDocumentation.LIST)
    @ApiResponse(responseCode = "200", description = "The queues, in the order of their names' bytes.", content = @Content(mediaType = "application/json", schema = @Schema(implementation = V2QueuePage.class), examples = @ExampleObject(QueueDocumentation.PAGE)))
    @GetMapping
    ResponseEntity<byte[]> list(
            @Parameter(description = "Only queues after this one: the `next` of the page before.", example = "mail", schema = @Schema(minLength = 1, maxLength = 1024, pattern = V2NewJob.KEY)) @RequestParam(required = false) @Nullable String after,
            @Parameter(description = "The most queues to answer.", example = "20", schema = @Schema(types = {
                    "integer"}, format = "int32", minimum = "1", maximum = "100", defaultValue = "20")) @RequestParam(required = false) @Nullable String limit) {
        int most = PageLimit.read(limit);
        List<String> found = queries.queuesAfter(after == null ? BEFORE_ALL : keys.checked("after", after), most + 1);
        List<String> shown = found.subList(0, Math.min(most, found.size()));
        Map<String, QueueSettings> settings = queries.settings(shown);
        QueueWriter page = QueueWriter.page();
        shown.forEach(queue -> page.add(queue, settings.getOrDefault(queue, QueueSettings.DEFAULT),
                queries.count(queue)));
        return page.answer(found.size() > most ? shown.getLast() : null);
    }

    @Operation(operationId = "getQueue", summary = "Look at a queue", description = QueueDocumentation.GET)
    @OneQueue
    @GetMapping("/{queue}")
    ResponseEntity<byte[]> get(@QueueParameter @PathVariable String queue) {
        return answer(keys.queue(queue));
    }

    @Operation(operationId = "putQueue", summary = "Set what a queue may do", description = QueueDocumentation.PUT)
    @SettingsBody
    @OneQueue
    @PutMapping("/{queue}")
    ResponseEntity<byte[]> put(@QueueParameter @PathVariable String queue, RequestBytes body) {
        String name = keys.queue(queue);
        control.put(name, QueueSettingsReader.read(body, name));
        return answer(name);
    }

    @Operation(operationId = "resetQueue", summary = "Return a queue to the defaults", description = """
            Its settings go, its jobs stay. A queue that was paused can be claimed from again.""")
    @ApiResponse(responseCode = "200", description = "The queue has no settings of its own, also when it had none.")
    @DeleteMapping("/{queue}")
    void reset(@QueueParameter @PathVariable String queue) {
        control.delete(keys.queue(queue));
    }

    @Operation(operationId = "pauseQueue", summary = "Pause a queue", description = QueueDocumentation.PAUSE)
    @OneQueue
    @PostMapping("/{queue}/pause")
    ResponseEntity<byte[]> pause(@QueueParameter @PathVariable String queue) {
        control.pause(keys.queue(queue));
        return answer(queue);
    }

    @Operation(operationId = "resumeQueue", summary = "Resume a queue", description = """
            Lets it be claimed from again, which wakes claims that wait for it. Its other settings stay.""")
    @OneQueue
    @PostMapping("/{queue}/resume")
    ResponseEntity<byte[]> resume(@QueueParameter @PathVariable String queue) {
        control.resume(keys.queue(queue));
        return answer(queue);
    }

    private ResponseEntity<byte[]> answer(String queue) {
        QueueSettings settings = queries.settings(List.of(queue)).getOrDefault(queue, QueueSettings.DEFAULT);
        return QueueWriter.one(queue, settings, queries.count(queue));
    }
}
