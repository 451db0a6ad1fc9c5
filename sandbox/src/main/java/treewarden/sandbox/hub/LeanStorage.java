package treewarden.sandbox.hub;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The storage behind a Hub that keeps names alone: what comes over plain sockets is hashed, and dropped. With the server of
 * {@link StorageRoutes} it would be that server which a measurement of a client measures. It knows the PUT of a part and of an object,
 * and nothing else; no faults are switched on here.
 */
final class LeanStorage implements AutoCloseable {
    /** Read beyond what was asked for, of a head alone: a body is read in larger pieces, past this buffer. */
    private static final int HEAD = 8 << 10;

    private static final int LONGEST_HEAD = 16 << 10;
    private static final Pattern PUT = Pattern.compile("PUT /(part|object)/([\\w-]{1,64})(?:/(\\d{1,6}))? HTTP/1\\.1");
    private static final Pattern LENGTH = Pattern.compile("\ncontent-length: *(\\d{1,15})\r");

    private final ServerSocket server;
    private final Uploads uploads;

    private LeanStorage(ServerSocket server, Uploads uploads) {
        this.server = server;
        this.uploads = uploads;
    }

    static LeanStorage start(String host, Uploads uploads) {
        try {
            var storage = new LeanStorage(new ServerSocket(0, 50, InetAddress.getByName(host)), uploads);
            storage.inBackground(storage::accept);
            return storage;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    private void inBackground(Runnable work) {
        var thread = new Thread(work, "lean-storage");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                inBackground(() -> serve(socket));
            } catch (IOException e) {
                // Closed, which ends the loop.
                continue;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket;
                var in = new BufferedInputStream(socket.getInputStream(), HEAD)) {
            for (var head = head(in); !head.isEmpty(); head = head(in)) {
                var answer = answer(head, in);
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
                if (!answer.startsWith("HTTP/1.1 200 ")) {
                    return;
                }
            }
        } catch (IOException e) {
            // The caller has gone: nothing counts of a part that broke off, and there is nobody to answer.
            return;
        }
    }

    private String answer(String head, InputStream in) throws IOException {
        var put = PUT.matcher(head);
        var length = LENGTH.matcher(head.toLowerCase(Locale.ROOT));
        if (!put.lookingAt() || !length.find()) {
            return "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        }
        try {
            var id = put.group(2);
            var upload = uploads.find(id);
            int part = put.group(3) == null ? 1 : Integer.parseInt(put.group(3));
            var etag = upload.put(part, new Body(in, Long.parseLong(length.group(1)), uploads));
            if (put.group(1).equals("object")) {
                upload.checkContent();
                uploads.keep(id, upload);
            }
            return "HTTP/1.1 200 OK\r\nETag: \"" + etag + "\"\r\nContent-Length: 0\r\n\r\n";
        } catch (HubError refusal) {
            return "HTTP/1.1 " + refusal.answer().status()
                    + " Refused\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        }
    }

    /** A request's head with the empty line that ends it; empty where no more comes. */
    private static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) < 0) {
            int one = in.read();
            if (one < 0 || head.length() == LONGEST_HEAD) {
                return "";
            }
            head.append((char) one);
        }
        return head.toString();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a request's length says, and no more; counted as it comes in. */
    private static final class Body extends InputStream {
        private final InputStream in;
        private final Uploads uploads;
        private long left;

        Body(InputStream in, long length, Uploads uploads) {
            this.in = in;
            this.left = length;
            this.uploads = uploads;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int read = in.read(buffer, offset, (int) Math.min(length, left));
            if (read < 0) {
                throw new EOFException("the caller has gone");
            }
            left -= read;
            uploads.received(read);
            return read;
        }
    }
}
