package treewarden.bench.publish;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import treewarden.bench.scale.HeapWatch;
import treewarden.domain.Digest;
import treewarden.domain.Secret;
import treewarden.sandbox.hub.HubOptions;
import treewarden.worker.hub.Hub;
import treewarden.worker.hub.HubConfig;
import treewarden.worker.hub.HubRepo;
import treewarden.worker.hub.HubRepo.Visibility;
import treewarden.worker.hub.PublishFolder;
import treewarden.worker.hub.PublishRequest;

/**
 * Ours: publishes a folder by the Hub client of the release's last stage. Says how many seconds it took, and the most bytes
 * of heap that were in use and that were left by a collection.
 *
 * <p>Arguments: the repository, the folder, the Hub's address, a folder for the journal, and where the stage that made the model has left
 * digests, a file with those, as {@code sha256sum} writes them.
 */
public final class PublishModel {
    private PublishModel() {}

    public static void main(String[] arguments) throws IOException {
        var config =
                HubConfig.of(URI.create(arguments[2]), Secret.of(HubOptions.TOKEN.secret()), Path.of(arguments[3]));
        var request = new PublishRequest(
                HubRepo.model(arguments[0]),
                Visibility.PUBLIC,
                Path.of(arguments[1]),
                "release-20260101",
                "release-20260101",
                "release-20260101",
                "",
                arguments.length > 4 ? known(Path.of(arguments[4])) : Map.of());
        var heap = HeapWatch.start();
        long start = System.nanoTime();
        try (var hub = Hub.connect(config, Clock.systemUTC())) {
            new PublishFolder(hub).publish(request);
        }
        var seconds = (System.nanoTime() - start) / 1e9;
        System.out.println(seconds + " " + heap.peak() + " " + heap.peakAfterCollection());
    }

    private static Map<String, Digest> known(Path sums) throws IOException {
        var known = new TreeMap<String, Digest>();
        for (var line : Files.readAllLines(sums)) {
            var words = line.split(" +", 2);
            known.put(words[1], new Digest(words[0]));
        }
        return known;
    }
}
