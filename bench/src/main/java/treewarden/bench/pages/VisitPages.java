package treewarden.bench.pages;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One connection to the server, kept open. It does little beside reading, as it runs on the cores of the server that it
 * measures. Answers are compressed as for a browser, and not unpacked.
 */
final class VisitPages implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;

    VisitPages(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    }

    /** An answer whose body was read to its end. Names of headers are in small letters; of several the last counts. */
    record Answer(int status, Map<String, String> headers) {
        /** Of an answer that cannot do without it. */
        String header(String name) {
            var value = headers.get(name);
            if (value == null) {
                throw new IllegalStateException("an answer with status " + status + " has no " + name);
            }
            return value;
        }
    }

    /** @param cookie empty for none */
    Answer visit(String path, String cookie) throws IOException {
        var request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n"
                + (cookie.isEmpty() ? "" : "Cookie: " + cookie + "\r\n") + "\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        int status = Integer.parseInt(line().split(" ")[1]);
        var headers = new TreeMap<String, String>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        if (headers.containsKey("transfer-encoding")) {
            int length;
            do {
                length = Integer.parseInt(line(), 16);
                in.skipNBytes(length);
                line();
            } while (length > 0);
        } else {
            in.skipNBytes(Long.parseLong(headers.getOrDefault("content-length", "0")));
        }
        return new Answer(status, headers);
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("The server hung up; what it said stands above.");
            }
            line.write(c);
        }
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
