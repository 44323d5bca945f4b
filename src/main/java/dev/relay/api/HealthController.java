package dev.relay.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The health check of relay's clients; Actuator's {@code /actuator/health} tells more. */
@RestController
@Tag(name = "health", description = "Whether the server can serve.")
class HealthController {

    private final ApplicationAvailability availability;

    HealthController(ApplicationAvailability availability) {
        this.availability = availability;
    }

    @Operation(summary = "Ask whether the server can serve", description = """
            For the clients of relay. `/actuator/health` tells more, its groups `liveness` and `readiness` are for probes.""")
    @ApiResponse(responseCode = "200", description = "It can.")
    @ApiResponse(responseCode = "503", description = "It is starting or stopping.")
    @GetMapping("/health")
    ResponseEntity<Void> health() {
        boolean ready = availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC;
        return ResponseEntity.status(ready ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE).build();
    }
}
