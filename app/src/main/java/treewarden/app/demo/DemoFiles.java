package treewarden.app.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import treewarden.sandbox.git.Change;

/** The leaves of the demo, from the resources of this jar: a folder for each contribution. */
final class DemoFiles {
    private DemoFiles() {}

    /** A leaf's {@code qna.yaml} and {@code attribution.txt}, to be written where they belong. */
    static Map<String, Change> leaf(String contribution, String leaf) {
        var files = qnaOnly(contribution, leaf);
        files.put(leaf + "/attribution.txt", file(contribution, leaf + "/attribution.txt"));
        return files;
    }

    /** A leaf whose contributor forgot the attribution. */
    static Map<String, Change> qnaOnly(String contribution, String leaf) {
        var files = new LinkedHashMap<String, Change>();
        files.put(leaf + "/qna.yaml", file(contribution, leaf + "/qna.yaml"));
        return files;
    }

    static Change file(String contribution, String path) {
        return Change.write(bytes(contribution, path));
    }

    static byte[] bytes(String contribution, String path) {
        var resource = "/treewarden/demo/" + contribution + "/" + path;
        try (var in = DemoFiles.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + resource);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
