package treewarden.sdg.document.fetch;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import okhttp3.Headers;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.ByteString;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.jspecify.annotations.Nullable;

/**
 * One request of JGit's, sent by OkHttp. Only an answer of a git server gets through: every other status or type ends
 * the fetch with its reason, before JGit would follow a redirect, look for a password or fall back to another protocol.
 */
final class Connection implements HttpConnection {
    private final Wire wire;
    private final URL url;
    private final Headers.Builder headers = new Headers.Builder();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private String method = "GET";
    private @Nullable Response response;

    Connection(Wire wire, URL url) {
        this.wire = wire;
        this.url = url;
    }

    private Response response() throws IOException {
        var known = response;
        if (known != null) {
            return known;
        }
        var type = headers.get("Content-Type");
        var sent = method.equals("POST")
                ? RequestBody.create(ByteString.of(body.toByteArray()), type == null ? null : MediaType.parse(type))
                : null;
        var request = new Request.Builder()
                .url(url)
                .headers(headers.build())
                .method(method, sent)
                .build();
        try {
            var answer = wire.send(request);
            response = answer;
            var refusal = Answered.refusal(wire, answer, expectedType());
            if (refusal != null) {
                throw wire.stop(refusal);
            }
            wire.requireRoom(Math.max(0, answer.body().contentLength()));
            return answer;
        } catch (IOException e) {
            throw wire.broken(e);
        }
    }

    private String expectedType() {
        return method.equals("POST")
                ? "application/x-git-upload-pack-result"
                : "application/x-git-upload-pack-advertisement";
    }

    @Override
    public int getResponseCode() throws IOException {
        return response().code();
    }

    @Override
    public String getResponseMessage() throws IOException {
        return response().message();
    }

    /** Counted, and in plain: OkHttp has undone the compression before. */
    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(response().body().byteStream()) {
            @Override
            public int read() throws IOException {
                try {
                    int one = super.read();
                    wire.received(one < 0 ? 0 : 1);
                    return one;
                } catch (IOException e) {
                    throw wire.broken(e);
                }
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                try {
                    int some = super.read(into, from, length);
                    wire.received(Math.max(0, some));
                    return some;
                } catch (IOException e) {
                    throw wire.broken(e);
                }
            }
        };
    }

    @Override
    public @Nullable String getContentType() {
        return response == null ? null : response.header("Content-Type");
    }

    /** None but the kind of server: what JGit would do for the others (log in, decompress, keep cookies) is unwanted. */
    @Override
    public @Nullable String getHeaderField(String name) {
        return response != null && name.equalsIgnoreCase("Server") ? response.header(name) : null;
    }

    @Override
    public List<String> getHeaderFields(String name) {
        return List.of();
    }

    @Override
    public Map<String, List<String>> getHeaderFields() {
        return Map.of();
    }

    @Override
    public int getContentLength() {
        return -1;
    }

    @Override
    public URL getURL() {
        return url;
    }

    @Override
    public void setRequestMethod(String name) {
        method = name;
    }

    @Override
    public String getRequestMethod() {
        return method;
    }

    @Override
    public void setRequestProperty(String name, String value) {
        if (Wire.HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
            headers.set(name, value);
        }
    }

    @Override
    public OutputStream getOutputStream() {
        return body;
    }

    @Override
    public void connect() throws IOException {
        response();
    }

    @Override
    public boolean usingProxy() {
        return false;
    }

    @Override
    public void setUseCaches(boolean use) {
        // There is none.
    }

    @Override
    public void setConnectTimeout(int milliseconds) {
        // The client's own are set.
    }

    @Override
    public void setReadTimeout(int milliseconds) {
        // The client's own are set.
    }

    @Override
    public void setInstanceFollowRedirects(boolean follow) {
        // Never.
    }

    @Override
    public void setDoOutput(boolean will) {
        // The method says it.
    }

    @Override
    public void setFixedLengthStreamingMode(int length) {
        // A request is small, and sent when it is whole.
    }

    @Override
    public void setChunkedStreamingMode(int length) {
        // A request is small, and sent when it is whole.
    }

    /** A configuration that switches the check of certificates off comes to nothing. */
    @Override
    public void configure(KeyManager[] keys, TrustManager[] trust, SecureRandom random) {
        throw new UnsupportedOperationException("certificates are always checked");
    }

    @Override
    public void setHostnameVerifier(HostnameVerifier verifier) {
        throw new UnsupportedOperationException("names in certificates are always checked");
    }
}
