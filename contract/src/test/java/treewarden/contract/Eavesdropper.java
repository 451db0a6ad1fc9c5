package treewarden.contract;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.Interceptor;
import okhttp3.Response;
import okio.Buffer;

/** Writes down what a client and a server say to each other. */
final class Eavesdropper implements Interceptor {
    private static final long LONGEST = 64L * 1024 * 1024;

    private final List<Exchange> heard = new CopyOnWriteArrayList<>();

    @Override
    public Response intercept(Chain chain) throws IOException {
        var request = chain.request();
        var sent = new Buffer();
        if (request.body() != null) {
            request.body().writeTo(sent);
        }
        var response = chain.proceed(request);
        heard.add(new Exchange(
                request.method(),
                request.url(),
                sent.readUtf8(),
                response.code(),
                response.header("Content-Type", ""),
                response.peekBody(LONGEST).string()));
        return response;
    }

    List<Exchange> heard() {
        return List.copyOf(heard);
    }
}
