package dev.relay.contract;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/** Writes requests and reads answers of the HTTP doors without touching what they hold: values are cut out as text. */
final class Wire {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final JsonFactory JSON = JsonFactory.builder().streamReadConstraints(StreamReadConstraints.builder()
            .maxNestingDepth(2000).maxNumberLength(Integer.MAX_VALUE).maxStringLength(Integer.MAX_VALUE).build())
            .build();

    private Wire() {}

    /** A job as v1 (unlimited is -1) or v2 (unlimited is null) takes it. */
    static String job(JobSpec job, String unlimited) {
        StringBuilder json = new StringBuilder("{\"id\":").append(quoted(job.id())).append(",\"queue\":")
                .append(quoted(job.queue())).append(",\"timeout\":").append(job.timeout())
                .append(",\"max_retries\":").append(job.maxRetries() == null ? unlimited : job.maxRetries())
                .append(",\"payload\":").append(job.payload());
        if (job.state() != null) {
            json.append(",\"state\":").append(job.state());
        }
        if (job.runAt() != null) {
            json.append(",\"run_at\":\"").append(job.runAt()).append('"');
        }
        return json.append('}').toString();
    }

    static String array(List<JobSpec> jobs, String unlimited) {
        return jobs.stream().map(job -> job(job, unlimited)).collect(Collectors.joining(",", "[", "]"));
    }

    static String quoted(String text) {
        return MAPPER.writeValueAsString(text);
    }

    /** Percent-encodes all but letters, digits and {@code -_.~}. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A")
                .replace("%7E", "~");
    }

    static List<SeenJob> jobs(String array) {
        return objects(array).stream().map(Wire::seen).toList();
    }

    static SeenJob seen(Map<String, String> fields) {
        int retries = "null".equals(fields.get("max_retries")) ? -1 : Integer.parseInt(fields.get("max_retries"));
        String runId = fields.getOrDefault("run_id", "null");
        String state = fields.get("state");
        return new SeenJob(unquoted(fields.get("queue")), unquoted(fields.get("id")),
                Integer.parseInt(fields.get("timeout")), retries < 0 ? null : retries, fields.get("payload"),
                "null".equals(state) ? null : state, OffsetDateTime.parse(unquoted(fields.get("run_at"))).toInstant(),
                "null".equals(runId) ? null : unquoted(runId));
    }

    static String unquoted(String json) {
        return MAPPER.readValue(json, String.class);
    }

    /** The fields of each object of an array, each value as its JSON text. */
    static List<Map<String, String>> objects(String array) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), array)) {
            List<Map<String, String>> objects = new ArrayList<>();
            require(parser.nextToken() == JsonToken.START_ARRAY, array);
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                objects.add(fields(parser, array));
            }
            require(parser.nextToken() == null, array);
            return objects;
        }
    }

    static Map<String, String> object(String json) {
        return objects("[" + json + "]").getFirst();
    }

    private static Map<String, String> fields(JsonParser parser, String source) {
        Map<String, String> fields = new HashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            int from = (int) parser.currentTokenLocation().getCharOffset();
            parser.skipChildren();
            parser.finishToken();
            fields.put(name, source.substring(from, (int) parser.currentLocation().getCharOffset()));
        }
        return fields;
    }

    private static void require(boolean holds, String body) {
        if (!holds) {
            throw new AssertionError("Not an array of jobs: " + body);
        }
    }
}
