package treewarden.sandbox.github;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The addresses that the stand-in hands out. Pages lie below {@code /ui}, where GitHub has a host of its own for them. */
final class Urls {

    private volatile String base = "";

    /** Tells the root once the server has its port. */
    void openAt(String url) {
        base = url;
    }

    String api(String path) {
        return base + path;
    }

    String page(String path) {
        return base + "/ui" + path;
    }

    String api(Repository repository, String path) {
        return base + "/repos/" + segment(repository.owner().login()) + "/" + segment(repository.name()) + path;
    }

    String page(Repository repository, String path) {
        return page("/" + segment(repository.owner().login()) + "/" + segment(repository.name()) + path);
    }

    String page(PullRequest pull) {
        return page(pull.repository(), "/pull/" + pull.number());
    }

    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Encodes each part of a path and keeps the slashes. */
    static String path(String path) {
        return Arrays.stream(path.split("/", -1)).map(Urls::segment).collect(Collectors.joining("/"));
    }
}
