package dev.relay.benchmark.server;

import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Does nothing: what it costs is the price of HTTP. */
@RestController
@Profile("benchmark")
class NoOpController {

    @GetMapping("/benchmark/no-op")
    String doNothing() {
        return "ok";
    }
}
