package treewarden.web;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import treewarden.domain.DocumentSource;
import treewarden.domain.Printable;
import treewarden.web.view.ReadLeaf;

/**
 * The documents of a leaf, with links where the address can only be that of a repository on a host from which documents
 * are fetched. The contributor wrote all of it: what is anything else stays text.
 */
final class LinkDocuments {
    /** A small part of what an address may be: no user, no port but the usual one, no percent sign, no query. */
    private static final Pattern REPOSITORY = Pattern.compile(
            "https://([a-z0-9.-]{1,255})(?::443)?((?:/[a-z0-9._~+-]{1,100}){2,10})/?", Pattern.CASE_INSENSITIVE);

    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,64}", Pattern.CASE_INSENSITIVE);

    /** Of a pattern that stands for more than one file. */
    private static final Pattern WILD = Pattern.compile("[*?\\[\\]{}!\\\\]");

    private static final int LONGEST = 500;

    private final Set<String> hosts;

    /** @param hosts in lower case */
    LinkDocuments(Set<String> hosts) {
        this.hosts = hosts;
    }

    ReadLeaf.Documents of(DocumentSource source) {
        var places = places(source);
        return new ReadLeaf.Documents(
                source.repo(),
                source.commit(),
                places == null ? null : places.tree(),
                source.patterns().stream()
                        .map(pattern -> new ReadLeaf.Document(
                                pattern, places == null || !isPlain(pattern) ? null : places.file(pattern)))
                        .toList());
    }

    private record Places(String tree, String blob) {
        String file(String path) {
            return blob + "/"
                    + Arrays.stream(path.split("/")).map(Addresses::encoded).collect(Collectors.joining("/"));
        }
    }

    private @Nullable Places places(DocumentSource source) {
        var repository = REPOSITORY.matcher(source.repo());
        if (!repository.matches() || !COMMIT.matcher(source.commit()).matches()) {
            return null;
        }
        var host = repository.group(1).toLowerCase(Locale.ROOT);
        var path = repository.group(2).replaceFirst("\\.git$", "");
        if (!hosts.contains(host) || hasDots(path.substring(1))) {
            return null;
        }
        var root = "https://" + host + path;
        var commit = source.commit();
        return switch (host) {
            case "bitbucket.org" -> new Places(root + "/src/" + commit, root + "/src/" + commit);
            case "codeberg.org" -> new Places(root + "/src/commit/" + commit, root + "/src/commit/" + commit);
            case "gitlab.com" -> new Places(root + "/-/tree/" + commit, root + "/-/blob/" + commit);
            default -> new Places(root + "/tree/" + commit, root + "/blob/" + commit);
        };
    }

    /** Whether it can only be the path of one file. */
    private static boolean isPlain(String pattern) {
        return !pattern.isBlank()
                && pattern.length() <= LONGEST
                && !WILD.matcher(pattern).find()
                && pattern.codePoints().noneMatch(Printable::isInvisible)
                && !hasDots(pattern);
    }

    /** A browser walks up at dots; an empty part is a slash too many. */
    private static boolean hasDots(String path) {
        return List.of(path.split("/", -1)).stream()
                .anyMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
    }
}
