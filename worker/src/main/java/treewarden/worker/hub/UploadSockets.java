package treewarden.worker.hub;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/**
 * Sockets for long bodies. OkHttp writes 8 KiB at a time, and each write is a call of the system; here full pieces of that
 * length are gathered until they are worth one. All else is passed on at once: the end of a body, a head.
 *
 * <p>Nothing is gathered below TLS, whose layer does not flush: a last record of just that length would wait for ever.
 */
final class UploadSockets extends SocketFactory {
    /** Okio's segment: what is written while more follows. */
    private static final int PIECE = 8 << 10;

    /** What Java's sockets hand to the system in one call. */
    private static final int GATHERED = 128 << 10;

    private final SocketFactory usual = SocketFactory.getDefault();

    @Override
    public Socket createSocket() throws IOException {
        var socket = new Gathering();
        // A part's last bytes do not wait for an acknowledgement.
        socket.setTcpNoDelay(true);
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return usual.createSocket(host, port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return usual.createSocket(host, port, local, localPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return usual.createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        return usual.createSocket(host, port, local, localPort);
    }

    private static final class Gathering extends Socket {
        @Override
        public OutputStream getOutputStream() throws IOException {
            return new Gather(super.getOutputStream());
        }
    }

    static final class Gather extends FilterOutputStream {
        /** How requests in clear text begin. TLS begins with a byte that is no letter, a proxy's tunnel with CONNECT. */
        private static final String METHODS = "DGHP";

        private final byte[] gathered = new byte[GATHERED];
        private int length;
        private boolean hasBegun;
        private boolean isClearText;

        Gather(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int one) throws IOException {
            begin(one);
            pass();
            out.write(one);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            if (count > 0) {
                begin(bytes[offset]);
            }
            if (count != PIECE || !isClearText) {
                pass();
                out.write(bytes, offset, count);
                return;
            }
            System.arraycopy(bytes, offset, gathered, length, count);
            length += count;
            if (length == GATHERED) {
                pass();
            }
        }

        @Override
        public void flush() throws IOException {
            pass();
            out.flush();
        }

        private void begin(int first) {
            if (!hasBegun) {
                hasBegun = true;
                isClearText = METHODS.indexOf(first) >= 0;
            }
        }

        private void pass() throws IOException {
            int count = length;
            length = 0;
            if (count > 0) {
                out.write(gathered, 0, count);
            }
        }
    }
}
