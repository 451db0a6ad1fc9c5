package treewarden.sandbox.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import treewarden.sandbox.http.Answer;
import treewarden.sandbox.http.Json;

/**
 * One page of a list, with a {@code Link} header of absolute addresses at this stand-in's own root: clients follow them
 * as they are.
 */
final class Paginate {

    private static final int DEFAULT = 30;
    private static final int MOST = 100;

    private Paginate() {}

    static <T> Answer list(Call call, String path, List<T> all, Function<T, ? extends JsonNode> render) {
        var page = Page.of(call, all.size());
        return linked(call, path, page, Answer.json(200, Json.array(page.of(all), render)));
    }

    /** A list inside of an object that tells the total. */
    static <T> Answer counted(
            Call call, String path, String name, List<T> all, Function<T, ? extends JsonNode> render) {
        var page = Page.of(call, all.size());
        var body = Json.object().put("total_count", all.size());
        body.set(name, Json.array(page.of(all), render));
        return linked(call, path, page, Answer.json(200, body));
    }

    /** A path of a repository as GitHub writes it in links: by id, so that a renamed repository is still found. */
    static String byId(Repository repository, String rest) {
        return "/repositories/" + repository.id() + rest;
    }

    private record Page(int number, int size, int last) {

        static Page of(Call call, int total) {
            int size = Math.min(number(call, "per_page").orElse(DEFAULT), MOST);
            return new Page(number(call, "page").orElse(1), size, Math.max(1, (total + size - 1) / size));
        }

        private static Optional<Integer> number(Call call, String name) {
            try {
                return call.query(name).map(Integer::parseInt).filter(value -> value > 0);
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }

        <T> List<T> of(List<T> all) {
            long from = Math.min((number - 1L) * size, all.size());
            return all.subList((int) from, (int) Math.min(from + size, all.size()));
        }
    }

    private static Answer linked(Call call, String path, Page page, Answer answer) {
        var links = new ArrayList<String>();
        if (page.number() > 1) {
            links.add(link(call, path, Math.min(page.number() - 1, page.last()), "prev"));
        }
        if (page.number() < page.last()) {
            links.add(link(call, path, page.number() + 1, "next"));
            links.add(link(call, path, page.last(), "last"));
        }
        if (page.number() > 1) {
            links.add(link(call, path, 1, "first"));
        }
        return links.isEmpty() ? answer : answer.header("Link", String.join(", ", links));
    }

    private static String link(Call call, String path, int page, String relation) {
        var query = parameters(call.queryString());
        query.put("page", Integer.toString(page));
        var text = query.entrySet().stream()
                .map(one -> Urls.segment(one.getKey()) + "=" + Urls.segment(one.getValue()))
                .collect(Collectors.joining("&"));
        return "<" + call.world().urls().api(path) + "?" + text + ">; rel=\"" + relation + "\"";
    }

    private static Map<String, String> parameters(String query) {
        var found = new LinkedHashMap<String, String>();
        for (var part : query.split("&", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                found.put(
                        URLDecoder.decode(part.substring(0, equals), StandardCharsets.UTF_8),
                        URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return found;
    }
}
