package dev.relay.api.v2;

import dev.relay.api.ArchiveReader;
import dev.relay.api.ArchiveWriter;
import dev.relay.api.Keys;
import dev.relay.api.ProblemException;
import dev.relay.api.v2.ArchiveDocumentation.PageParameters;
import dev.relay.api.v2.V2Documentation.IdParameter;
import dev.relay.api.v2.V2Documentation.QueueParameter;
import dev.relay.job.ArchiveQueries;
import dev.relay.job.ArchivedJob;
import dev.relay.job.JobKey;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a queue has completed, when it keeps an archive. */
@RestController
@Tag(name = ArchiveDocumentation.ARCHIVE, description = "Jobs that completed, of queues that keep an archive. Relay's own: relay has no such calls.")
@RequestMapping("/v2/queues/{queue}/archive")
class ArchiveController {

    private final ArchiveQueries archive;
    private final ArchiveReader reader;
    private final Keys keys;

    ArchiveController(ArchiveQueries archive, ArchiveReader reader, Keys keys) {
        this.archive = archive;
        this.reader = reader;
        this.keys = keys;
    }

    @Operation(operationId = "listArchive", summary = "Look through the archive", description = """
            Those first that completed last. Repeat with `after` until `next` is null.""")
    @PageParameters
    @ApiResponse(responseCode = "200", description = "A page; without jobs when the queue keeps no archive.", content = @Content(mediaType = "application/json", schema = @Schema(implementation = V2Archive.class), examples = @ExampleObject(ArchiveDocumentation.PAGE)))
    @GetMapping
    ResponseEntity<byte[]> list(@QueueParameter @PathVariable String queue,
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> query) {
        ArchiveReader.Page page = reader.page(queue, query);
        return ArchiveWriter.page(page.key() == null
                ? archive.page(page.queue(), page.after(), page.limit())
                : archive.page(page.key(), page.after(), page.limit()));
    }

    @Operation(operationId = "getArchivedJob", summary = "Read an archived job", description = """
            Of several with this id, the one that completed last.""")
    @ApiResponse(responseCode = "200", description = "The job.", content = @Content(mediaType = "application/json", schema = @Schema(implementation = V2ArchivedJob.class), examples = @ExampleObject(ArchiveDocumentation.ARCHIVED_JOB)))
    @ApiResponse(responseCode = "404", description = "The archive of this queue has no job with this id.")
    @GetMapping("/{id}")
    ResponseEntity<byte[]> get(@QueueParameter @PathVariable String queue, @IdParameter @PathVariable String id) {
        JobKey key = keys.job(queue, id, "id");
        ArchivedJob job = archive.findLatest(key).orElseThrow(
                () -> ProblemException.jobNotFound(key, "The archive of this queue has no job with this id"));
        return ArchiveWriter.one(job);
    }
}
