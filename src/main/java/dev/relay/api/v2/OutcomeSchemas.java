package dev.relay.api.v2;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import java.util.List;
import java.util.Set;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.stereotype.Component;

/** What annotations cannot say of the outcomes' schemas: that an error may be null, and that a reschedule needs its instant. */
@Component
class OutcomeSchemas implements GlobalOpenApiCustomizer {

    @Override
    public void customise(OpenAPI document) {
        if (document.getComponents() == null || document.getComponents().getSchemas() == null) {
            return;
        }
        var schemas = document.getComponents().getSchemas();
        Schema<?> error = schemas.get("V2Error");
        if (error != null) {
            error.setTypes(Set.of("object", "null"));
        }
        Schema<?> outcome = schemas.get("V2Outcome");
        if (outcome != null) {
            outcome.setIf(new Schema<>().addProperty("outcome", constant("rescheduled")));
            outcome.setThen(new Schema<>().addProperty("run_at", string()).required(List.of("run_at")));
        }
    }

    private static Schema<Object> constant(String value) {
        Schema<Object> schema = new Schema<>();
        schema.setConst(value);
        return schema;
    }

    private static Schema<Object> string() {
        Schema<Object> schema = new Schema<>();
        schema.addType("string");
        return schema;
    }
}
