package treewarden.sandbox.hub;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import treewarden.sandbox.http.Answer;
import treewarden.sandbox.http.Fault;

/** The storage behind the Hub, at an origin of its own: an address is all the permission it asks for. */
record StorageRoutes(Serve serve) {

    void add(RoutesConfig routes) {
        routes.put("/part/{upload}/{part}", ctx -> serve(ctx, StorageRoutes::part));
        routes.put("/object/{upload}", ctx -> serve(ctx, StorageRoutes::object));
    }

    private void serve(Context ctx, Serve.Work work) throws Exception {
        try {
            serve.stream(work).handle(ctx);
        } catch (UncheckedIOException e) {
            // The caller has gone, or the connection is to be cut: either way there is nobody to answer.
            serve.note(ctx, "", 499);
            serve.replies().reply(ctx, Optional.of(Fault.dropConnection()), () -> Answer.empty(499));
        }
    }

    private static Answer part(HubCall call) {
        return store(call, Integer.parseInt(call.path("part")));
    }

    private static Answer object(HubCall call) {
        var answer = store(call, 1);
        var id = call.path("upload");
        var upload = call.world().uploads().find(id);
        upload.checkContent();
        call.world().uploads().keep(id, upload);
        return answer;
    }

    private static Answer store(HubCall call, int number) {
        if (call.ctx().header("Authorization") != null) {
            throw HubError.of(400, "Only one auth mechanism allowed");
        }
        var uploads = call.world().uploads();
        try (var body = new Counted(call.ctx().bodyInputStream(), uploads)) {
            var etag = uploads.find(call.path("upload")).put(number, body);
            return Answer.empty(200).header("ETag", '"' + etag + '"');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What comes in is counted, and cut where it is to be. */
    private static final class Counted extends FilterInputStream {
        private final Uploads uploads;

        Counted(InputStream in, Uploads uploads) {
            super(in);
            this.uploads = uploads;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            if (read > 0) {
                uploads.received(read);
            }
            return read;
        }
    }
}
