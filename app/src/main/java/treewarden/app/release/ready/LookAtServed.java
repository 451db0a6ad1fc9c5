package treewarden.app.release.ready;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import treewarden.app.release.ReleaseSettings.Served;
import treewarden.domain.Capability;
import treewarden.domain.Printable;

/** Where the released model will be served. Nothing of a release waits for it, so it is never in the way of one. */
record LookAtServed(Served served) implements Probe {
    private static final String WHAT = "served";
    private static final int BROKEN = 500;

    @Override
    public Set<Capability> of() {
        return Set.of(Capability.TEACHER);
    }

    @Override
    public List<Looked> look() {
        var address = served.url().toString().replaceAll("/+$", "") + "/models";
        var http = new OkHttpClient.Builder().followRedirects(false).build();
        try (var response =
                http.newCall(new Request.Builder().url(address).build()).execute()) {
            return List.of(
                    response.code() < BROKEN
                            ? Looked.ready(WHAT, served.url() + " answers")
                            : silent("answered " + response.code()));
        } catch (IOException e) {
            return List.of(silent("does not answer (" + Printable.plain(String.valueOf(e.getMessage())) + ")"));
        }
    }

    private Looked silent(String how) {
        return Looked.remark(
                WHAT,
                served.url() + " " + how + "; contributors hear what the released model says to their questions once it"
                        + " does, see `releases.served.url`");
    }
}
