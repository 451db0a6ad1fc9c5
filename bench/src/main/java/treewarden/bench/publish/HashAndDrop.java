package treewarden.bench.publish;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The peer's receiving end, a process of its own, until its standard input ends: takes one connection after the other,
 * hashes what comes, and answers with the digest.
 */
public final class HashAndDrop {
    /** As large as the sender's, so that neither waits for many small pieces. */
    static final int BUFFER = 1 << 20;

    private HashAndDrop() {}

    public static void main(String[] arguments) throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            System.out.println(server.getLocalPort());
            var serving = new Thread(() -> serve(server));
            serving.setDaemon(true);
            serving.start();
            while (System.in.read() >= 0) {
                // Nobody says anything: it is the end that is waited for.
            }
        }
    }

    private static void serve(ServerSocket server) {
        var buffer = new byte[BUFFER];
        while (!server.isClosed()) {
            try (var socket = server.accept()) {
                receive(socket, buffer);
            } catch (IOException e) {
                // The sender has gone, or this process is to end; a sender that gets no digest says so.
                continue;
            }
        }
    }

    private static void receive(Socket socket, byte[] buffer) throws IOException {
        var sha256 = sha256();
        var in = socket.getInputStream();
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            sha256.update(buffer, 0, read);
        }
        socket.getOutputStream().write(sha256.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
