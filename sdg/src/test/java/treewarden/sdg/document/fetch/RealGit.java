package treewarden.sdg.document.fetch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import mockwebserver3.RecordedRequest;
import org.eclipse.jgit.lib.Repository;

/** The git of this machine as a server, as most hosts have one behind theirs. */
final class RealGit {
    private RealGit() {}

    static boolean isHere() {
        try {
            var git = new ProcessBuilder("git", "--version").start();
            git.getInputStream().readAllBytes();
            return git.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static void serve(Repository repository, RecordedRequest request, ByteArrayOutputStream out) throws IOException {
        var words = new ArrayList<>(List.of("git", "upload-pack", "--stateless-rpc"));
        boolean asksForNames = request.getMethod().equals("GET");
        if (asksForNames) {
            words.add("--advertise-refs");
            out.write("001e# service=git-upload-pack\n0000".getBytes(StandardCharsets.US_ASCII));
        }
        words.add(repository.getDirectory().toString());
        var builder = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment()
                .put(
                        "GIT_PROTOCOL",
                        Objects.requireNonNullElse(request.getHeaders().get("Git-Protocol"), ""));
        var git = builder.start();
        try (var in = git.getOutputStream()) {
            if (!asksForNames) {
                in.write(GitHost.body(request).readAllBytes());
            }
        }
        out.write(git.getInputStream().readAllBytes());
    }
}
