package dev.relay.api.v2;

import dev.relay.api.RequestBytes;
import dev.relay.api.v2.QueueDocumentation.Limits;
import dev.relay.api.v2.QueueDocumentation.LimitsBody;
import dev.relay.job.QueueControl;
import dev.relay.job.QueueQueries;
import dev.relay.queue.QueueService;
import dev.relay.queue.QueueSettings;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What counts for all queues together. */
@RestController
@Tag(name = QueueDocumentation.QUEUES)
@RequestMapping("/v2/limits")
class LimitsController {

    private final QueueControl control;
    private final QueueQueries queries;

    LimitsController(QueueControl control, QueueQueries queries) {
        this.control = control;
        this.queries = queries;
    }

    @Operation(operationId = "getLimits", summary = "Look at the limits of all queues together")
    @Limits
    @GetMapping
    ResponseEntity<byte[]> get() {
        return answer(queries.settings(List.of(QueueService.ALL)).getOrDefault(QueueService.ALL, QueueSettings.DEFAULT)
                .maxRunning());
    }

    @Operation(operationId = "putLimits", summary = "Limit all queues together", description = QueueDocumentation.PUT_LIMITS)
    @LimitsBody
    @Limits
    @PutMapping
    ResponseEntity<byte[]> put(RequestBytes body) {
        Integer maxRunning = TotalLimitReader.read(body);
        control.limitAll(maxRunning);
        return answer(maxRunning);
    }

    @Operation(operationId = "deleteLimits", summary = "Lift the limits of all queues together", description = """
            Those of single queues stay.""")
    @ApiResponse(responseCode = "200", description = "There is no limit, also when there was none.")
    @DeleteMapping
    void delete() {
        control.delete(QueueService.ALL);
    }

    private static ResponseEntity<byte[]> answer(@Nullable Integer maxRunning) {
        return QueueWriter.ok("{\"max_running\":" + maxRunning + "}");
    }
}
