package treewarden.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser with its cookies, as far as signing in takes one. It follows no redirect by itself. */
public final class Surfer {
    private static final Pattern TOKEN = Pattern.compile("name=\"form-token\" value=\"([^\"]+)\"");

    private final HttpClient http = HttpClient.newHttpClient();
    private final String here;
    private final String known;
    final Map<String, String> cookies = new TreeMap<>();

    /** @param known the address by which the pages are known, which need not be where they are reached */
    public Surfer(String here, String known) {
        this.here = here;
        this.known = known;
    }

    /** An answer. */
    public record Seen(int status, String body, Map<String, List<String>> headers) {
        public String header(String name) {
            return String.join("; ", headers.getOrDefault(name, List.of()));
        }

        public String location() {
            return header("location");
        }
    }

    /** Where the pages are reached. */
    int port() {
        return URI.create(here).getPort();
    }

    public Seen get(String path, String... headers) {
        return send(request(path).GET(), headers);
    }

    Seen post(String path, Map<String, String> fields, String... headers) {
        return send(
                request(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(encoded(fields))),
                headers);
    }

    /** The token that stands in the forms of a page of theirs. */
    String formToken() {
        var found = TOKEN.matcher(get("/").body());
        if (!found.find()) {
            throw new AssertionError("nobody is signed in");
        }
        return found.group(1);
    }

    /** From the link to sign in to the code host. */
    String depart(String path) {
        var answer = get(path);
        if (answer.status() != 303) {
            throw new AssertionError(answer.status() + " " + answer.body());
        }
        return answer.location();
    }

    /** Says yes there; the address, here, that the code host sends them back to. */
    String consent(String authorize, String login) {
        var asked = query(authorize);
        var fields = new LinkedHashMap<String, String>();
        fields.put("as", login);
        for (var name : List.of("redirect_uri", "state", "code_challenge")) {
            fields.put(name, asked.getOrDefault(name, ""));
        }
        var request = HttpRequest.newBuilder(URI.create(authorize.replaceAll("\\?.*", "")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encoded(fields)))
                .build();
        var back = exchange(request).headers().firstValue("location").orElseThrow();
        if (!back.startsWith(known)) {
            throw new AssertionError(back);
        }
        return back.substring(known.length());
    }

    public Seen signIn(String login) {
        return get(consent(depart("/login"), login));
    }

    static Map<String, String> query(String address) {
        return Arrays.stream(URI.create(address).getRawQuery().split("&"))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(
                        field -> field[0], field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(here + path)).header("Accept", "text/html");
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        return request;
    }

    private Seen send(HttpRequest.Builder request, String... headers) {
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        var answer = exchange(request.build());
        answer.headers().allValues("set-cookie").forEach(this::keep);
        return new Seen(answer.statusCode(), answer.body(), answer.headers().map());
    }

    private void keep(String cookie) {
        var pair = cookie.split(";", 2)[0].split("=", 2);
        if (cookie.contains("Max-Age=0")) {
            cookies.remove(pair[0]);
        } else {
            cookies.put(pair[0], pair[1]);
        }
    }

    private HttpResponse<String> exchange(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
