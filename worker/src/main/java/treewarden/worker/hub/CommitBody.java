package treewarden.worker.hub;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import treewarden.worker.hub.RemoteFile.Storage;

/** A commit as lines of JSON, written as they are sent: one file of git's at a time in memory. */
final class CommitBody extends RequestBody {
    private final JsonNode header;
    private final Manifest manifest;
    private final Map<String, Storage> modes;
    private final List<String> deleted;

    CommitBody(JsonNode header, Manifest manifest, Map<String, Storage> modes, List<String> deleted) {
        this.header = header;
        this.manifest = manifest;
        this.modes = modes;
        this.deleted = deleted;
    }

    @Override
    public MediaType contentType() {
        return MediaType.get("application/x-ndjson");
    }

    /** Never sent twice behind our back: after a lost answer the branch is looked at first. */
    @Override
    public boolean isOneShot() {
        return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        line(sink, "header", header);
        for (var file : manifest.all()) {
            if (modes.get(file.path()) == Storage.LFS) {
                line(
                        sink,
                        "lfsFile",
                        Reply.object()
                                .put("path", file.path())
                                .put("algo", "sha256")
                                .put("oid", file.sha256())
                                .put("size", file.size()));
            } else {
                line(
                        sink,
                        "file",
                        Reply.object()
                                .put("content", Base64.getEncoder().encodeToString(HashFolder.content(file)))
                                .put("path", file.path())
                                .put("encoding", "base64"));
            }
        }
        for (var path : deleted) {
            line(sink, "deletedFile", Reply.object().put("path", path));
        }
    }

    private static void line(BufferedSink sink, String key, JsonNode value) throws IOException {
        var line = Reply.object().put("key", key);
        line.set("value", value);
        sink.write(line.toString().getBytes(StandardCharsets.UTF_8));
        sink.writeByte('\n');
    }
}
