package treewarden.sandbox.hub;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import treewarden.sandbox.http.Json;

/** What the lines of a commit's body want. */
record CommitPlan(
        String summary, String description, Optional<String> parent, List<Consumer<Map<String, HubFile>>> changes) {

    Map<String, HubFile> applyTo(Map<String, HubFile> files) {
        changes.forEach(change -> change.accept(files));
        return files;
    }

    static CommitPlan read(InputStream body, ObjectStore objects) {
        var changes = new ArrayList<Consumer<Map<String, HubFile>>>();
        JsonNode header = null;
        try (var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isBlank()) {
                    continue;
                }
                var json = Json.parse(line.getBytes(StandardCharsets.UTF_8))
                        .orElseThrow(() -> HubError.of(400, "A line is no JSON"));
                var value = json.path("value");
                if (header == null) {
                    if (!json.path("key").asText().equals("header")) {
                        throw HubError.of(400, "The first line must be the header");
                    }
                    header = value;
                } else {
                    changes.add(change(json.path("key").asText(), value, objects));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (header == null) {
            throw HubError.of(400, "The header is missing");
        }
        var parent = header.path("parentCommit");
        return new CommitPlan(
                HubCall.text(header, "summary"),
                header.path("description").asText(""),
                parent.isTextual() ? Optional.of(parent.asText()) : Optional.empty(),
                changes);
    }

    private static Consumer<Map<String, HubFile>> change(String key, JsonNode value, ObjectStore objects) {
        var path = checked(HubCall.text(value, "path"));
        return switch (key) {
            case "file" -> {
                var file = new HubFile.Regular(content(value));
                yield files -> files.put(path, file);
            }
            case "lfsFile" -> {
                var file = new HubFile.Lfs(
                        ObjectStore.checked(HubCall.text(value, "oid")),
                        value.path("size").asLong());
                if (!objects.has(file.oid(), file.size())) {
                    throw HubError.of(400, "LFS pointer pointed to a file that does not exist: " + file.oid());
                }
                yield files -> files.put(path, file);
            }
            case "deletedFile" ->
                files -> {
                    if (files.remove(path) == null) {
                        throw HubError.noEntry(path);
                    }
                };
            case "deletedFolder" -> files -> files.keySet().removeIf(file -> file.startsWith(path + "/"));
            default -> throw HubError.of(400, "An unknown operation");
        };
    }

    private static byte[] content(JsonNode value) {
        try {
            return Base64.getDecoder().decode(value.path("content").asText());
        } catch (IllegalArgumentException e) {
            throw HubError.of(400, "The content is no base64");
        }
    }

    private static String checked(String path) {
        boolean bad = Arrays.stream(path.split("/", -1))
                .anyMatch(part -> part.isEmpty() || part.equals(".") || part.equals("..") || part.equals(".git"));
        if (bad) {
            throw HubError.of(400, "A path leads out of the repository");
        }
        return path;
    }
}
