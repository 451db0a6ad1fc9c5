package treewarden.bench.publish;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import treewarden.sandbox.hub.HubOptions;
import treewarden.sandbox.hub.HubOptions.Keeping;
import treewarden.sandbox.hub.StandInHub;

/**
 * Serves the stand-in Hub until its standard input ends. It hashes large objects and drops them, as the peer's receiving
 * end does: a disk would be what is measured. Says where it listens; each line of its standard input is answered by how many
 * bytes of large objects have come in.
 *
 * <p>Arguments: a folder, and the bytes of a part.
 */
public final class ServeHub {
    private ServeHub() {}

    public static void main(String[] arguments) throws IOException {
        long part = Long.parseLong(arguments[1]);
        var options = HubOptions.in(Path.of(arguments[0])).withParts(part, part).withKeeping(Keeping.NAMES);
        try (var hub = StandInHub.start(options)) {
            System.out.println(hub.url());
            var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            while (input.readLine() != null) {
                System.out.println(hub.receivedBytes());
            }
        }
    }
}
