package dev.relay.api.v2;

/** What the OpenAPI document says of other names of jobs. */
final class IdentityDocumentation {

    static final String NEW_JOBS = """
            [{"id": "yearly-7", "queue": "reports", "timeout": 30, "payload": {"year": 2026}, "unique_key": "report-of-ada",
              "fingerprint": "reports-of-2026", "permit_key": "tenant-7",
              "backoff": {"type": "exponential", "base": "1s", "factor": 2.0, "max": "1h"}}]""";

    private IdentityDocumentation() {}
}
