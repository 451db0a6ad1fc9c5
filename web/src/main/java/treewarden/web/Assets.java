package treewarden.web;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import treewarden.domain.Digest;
import treewarden.web.view.Frame;

/**
 * Style sheets, scripts and the icon: exactly these files. Their addresses hold a digest of their content, so that a
 * browser keeps them for a year and still never shows an old one.
 */
final class Assets {
    private static final String WEBJARS = "/META-INF/resources/webjars/";
    private static final String STYLE = "text/css; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";

    private final Map<String, Asset> byName = new LinkedHashMap<>();

    private record Asset(byte[] bytes, String type, String address) {}

    Assets() {
        // The versions are those of the parent pom; a start without the file says so.
        add("pico.css", WEBJARS + "picocss__pico/2.1.1/css/pico.min.css", STYLE);
        add("htmx.js", WEBJARS + "htmx.org/2.0.10/dist/htmx.min.js", SCRIPT);
        add("treewarden.css", "assets/treewarden.css", STYLE);
        add("treewarden.js", "assets/treewarden.js", SCRIPT);
        add("leaf.svg", "assets/leaf.svg", "image/svg+xml");
    }

    /** Their addresses, for pages. */
    Frame.Assets addresses() {
        return new Frame.Assets(
                address("pico.css"),
                address("treewarden.css"),
                address("htmx.js"),
                address("treewarden.js"),
                address("leaf.svg"));
    }

    void routes(JavalinConfig config) {
        byName.values().forEach(asset -> config.routes.get(asset.address(), ctx -> send(ctx, asset)));
    }

    private static void send(Context ctx, Asset asset) {
        ctx.header("Cache-Control", "public, max-age=31536000, immutable")
                .contentType(asset.type())
                .result(asset.bytes());
    }

    private String address(String name) {
        var asset = byName.get(name);
        if (asset == null) {
            throw new IllegalArgumentException("no asset " + name);
        }
        return asset.address();
    }

    private void add(String name, String resource, String type) {
        try (var in = Assets.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing from the program");
            }
            var bytes = in.readAllBytes();
            var digest = Digest.of(bytes).hex().substring(0, 12);
            byName.put(name, new Asset(bytes, type, "/assets/" + digest + "/" + name));
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " cannot be read", e);
        }
    }
}
