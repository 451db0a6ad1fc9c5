package treewarden.sandbox.hub;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.util.Optional;
import treewarden.sandbox.http.Json;

/** One request: who asks, for which repository, and with which body. */
record HubCall(HubWorld world, Context ctx) {

    /** The Hub's address as the caller knows it. */
    String base() {
        return "http://" + ctx.host();
    }

    String path(String name) {
        return ctx.pathParam(name);
    }

    String param(String name, String otherwise) {
        return Optional.ofNullable(ctx.queryParam(name)).orElse(otherwise);
    }

    Optional<HubToken> token() {
        var sent = ctx.header("Authorization");
        if (sent == null) {
            return Optional.empty();
        }
        return Optional.of(world.options().tokens().stream()
                .filter(token -> sent.equals("Bearer " + token.secret()))
                .findFirst()
                .orElseThrow(HubError::wrongToken));
    }

    HubToken person() {
        return token().orElseThrow(HubError::hidden);
    }

    /** The name in the address: {@code type}, {@code owner} and {@code name}, or what stands for them. */
    RepositoryName name() {
        var type = ctx.pathParamMap().getOrDefault("type", "models");
        return new RepositoryName(type, path("owner") + "/" + path("name").replaceAll("\\.git$", ""));
    }

    HubRepository readable() {
        return readable(name());
    }

    HubRepository readable(RepositoryName name) {
        var asking = token();
        var found = world.find(name);
        if (found.isEmpty()) {
            throw asking.isPresent() ? HubError.noRepository() : HubError.hidden();
        }
        boolean isTheirs = asking.filter(token -> token.covers(name.id())).isPresent();
        if (found.get().isPrivate() && !isTheirs) {
            throw asking.isPresent() ? HubError.noRepository() : HubError.hidden();
        }
        return found.get();
    }

    HubRepository writable() {
        return writable(name());
    }

    HubRepository writable(RepositoryName name) {
        mayWrite(name);
        return readable(name);
    }

    void mayWrite(RepositoryName name) {
        var token = person();
        if (!token.writes() || !token.covers(name.id())) {
            throw HubError.of(403, "Forbidden: you must use a write token to upload to " + name.id() + ".");
        }
    }

    JsonNode json() {
        return Json.parse(ctx.bodyAsBytes())
                .filter(JsonNode::isObject)
                .orElseThrow(() -> HubError.of(400, "The body is no JSON object"));
    }

    static String text(JsonNode node, String key) {
        var value = node.path(key);
        if (!value.isTextual() || value.asText().isEmpty()) {
            throw HubError.of(400, "\"" + key + "\" must be a text");
        }
        return value.asText();
    }
}
