package treewarden.sandbox.hub;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import treewarden.sandbox.http.Answer;

/** Files to be read, whole or from some byte on. */
record ResolveRoutes(Serve serve) {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");

    void add(RoutesConfig routes) {
        for (var prefix : List.of("/{owner}/{name}", "/{type}/{owner}/{name}")) {
            routes.get(prefix + "/resolve/{rev}/<path>", this::serve);
            routes.head(prefix + "/resolve/{rev}/<path>", this::serve);
        }
    }

    private void serve(Context ctx) throws IOException {
        var fault = serve.faults().take(ctx.method().name(), ctx.path());
        if (fault.isPresent()) {
            serve.replies().reply(ctx, fault, () -> Answer.text(200, "text/plain", "stand-in"));
            return;
        }
        try {
            send(new HubCall(serve.world(), ctx));
        } catch (HubError refusal) {
            serve.replies().reply(ctx, Optional.empty(), refusal::answer);
        }
        serve.note(ctx, "", ctx.statusCode());
    }

    private void send(HubCall call) throws IOException {
        var ctx = call.ctx();
        var commit = call.readable().at(call.path("rev"));
        var path = call.path("path");
        var file = Optional.ofNullable(commit.files().get(path)).orElseThrow(() -> HubError.noEntry(path));
        ctx.header("X-Repo-Commit", commit.oid());
        ctx.header("Accept-Ranges", "bytes");
        ctx.header("ETag", '"' + file.gitName() + '"');
        if (file instanceof HubFile.Lfs lfs) {
            ctx.header("ETag", '"' + lfs.oid() + '"');
            ctx.header("X-Linked-Etag", '"' + lfs.oid() + '"');
            ctx.header("X-Linked-Size", Long.toString(lfs.size()));
        }
        ctx.contentType("application/octet-stream");
        long start = 0;
        long end = file.size() - 1;
        var range = RANGE.matcher(Optional.ofNullable(ctx.header("Range")).orElse(""));
        if (range.matches()) {
            start = Long.parseLong(range.group(1));
            end = range.group(2).isEmpty() ? end : Math.min(end, Long.parseLong(range.group(2)));
            if (start > end) {
                ctx.header("Content-Range", "bytes */" + file.size());
                ctx.status(416);
                return;
            }
            ctx.status(206).header("Content-Range", "bytes " + start + "-" + end + "/" + file.size());
        }
        ctx.header("Content-Length", Long.toString(end - start + 1));
        if (ctx.method().name().equals("GET")) {
            ctx.res().setContentLengthLong(end - start + 1);
            try (var in = open(file, start)) {
                copy(in, ctx.res().getOutputStream(), end - start + 1);
            }
        }
    }

    private InputStream open(HubFile file, long start) throws IOException {
        if (file instanceof HubFile.Lfs lfs) {
            return Channels.newInputStream(
                    FileChannel.open(serve.world().objects().file(lfs.oid())).position(start));
        }
        var content = ((HubFile.Regular) file).content();
        return new ByteArrayInputStream(content, Math.toIntExact(start), content.length);
    }

    private static void copy(InputStream in, OutputStream out, long length) throws IOException {
        var buffer = new byte[64 << 10];
        long left = length;
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new IOException("The file is shorter than it was");
            }
            out.write(buffer, 0, read);
            left -= read;
        }
    }
}
