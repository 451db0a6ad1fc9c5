package treewarden.sandbox.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/**
 * Whether a caller has closed its connection while it waits. Jetty does not look before it writes, so the connection is
 * read here: there is nothing on it but its end, from callers that send no request before the last one was answered.
 */
public final class HungUp {
    private HungUp() {}

    public static boolean by(Context ctx) {
        var connection = ServletContextRequest.getServletContextRequest(ctx.req())
                .getConnectionMetaData()
                .getConnection();
        if (connection.getEndPoint().getTransport() instanceof SocketChannel channel) {
            try {
                return channel.read(ByteBuffer.allocate(1)) < 0;
            } catch (IOException e) {
                return true;
            }
        }
        return false;
    }
}
