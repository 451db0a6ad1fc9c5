package treewarden.bench.publish;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The peer: reads each file of a folder once, hashes what it reads and sends it to a {@link HashAndDrop}. Plain sockets, no
 * HTTP; nothing can publish with less. Says how many seconds it took.
 *
 * <p>Arguments: the folder, and the port.
 */
public final class HashAndSend {
    private HashAndSend() {}

    public static void main(String[] arguments) throws IOException {
        var folder = Path.of(arguments[0]);
        int port = Integer.parseInt(arguments[1]);
        long start = System.nanoTime();
        try (var files = Files.list(folder)) {
            for (var file : files.sorted().toList()) {
                send(file, port);
            }
        }
        System.out.println((System.nanoTime() - start) / 1e9);
    }

    private static void send(Path file, int port) throws IOException {
        var sha256 = HashAndDrop.sha256();
        var buffer = new byte[HashAndDrop.BUFFER];
        try (var in = Files.newInputStream(file);
                var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            var out = socket.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sha256.update(buffer, 0, read);
                out.write(buffer, 0, read);
            }
            socket.shutdownOutput();
            if (!Arrays.equals(socket.getInputStream().readAllBytes(), sha256.digest())) {
                throw new IOException(file + " did not come over as it was");
            }
        }
    }
}
