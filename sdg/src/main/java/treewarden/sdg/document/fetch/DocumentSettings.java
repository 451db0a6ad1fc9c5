package treewarden.sdg.document.fetch;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the operator decides about documents.
 *
 * @param hosts names of hosts that repositories may be fetched from
 * @param mirrors a folder with a git repository, bare or not, for an https address, with or without {@code .git}; what
 *     is mirrored is never fetched, whatever its host
 * @param cache folder for what has been fetched; made where it is not there. Nothing else may lie in it
 * @param cacheBytes how large it may grow, but for what is in use
 */
public record DocumentSettings(
        List<String> hosts, Map<String, Path> mirrors, Path cache, long cacheBytes, FetchLimits limits) {
    public static final List<String> HOSTS =
            List.of("github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "huggingface.co");

    private static final long CACHE_BYTES = 2L * 1024 * 1024 * 1024;

    /**
     * @throws IllegalArgumentException where the address of a mirror is none that a leaf could name, or is given twice
     */
    public DocumentSettings {
        hosts = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
        mirrors = byName(mirrors);
    }

    /** The well-known hosts, no mirrors, 2 GiB of cache. */
    public static DocumentSettings in(Path cache) {
        return new DocumentSettings(HOSTS, Map.of(), cache, CACHE_BYTES, FetchLimits.DEFAULT);
    }

    public DocumentSettings withHosts(List<String> others) {
        return new DocumentSettings(others, mirrors, cache, cacheBytes, limits);
    }

    public DocumentSettings withMirrors(Map<String, Path> others) {
        return new DocumentSettings(hosts, others, cache, cacheBytes, limits);
    }

    public DocumentSettings withCacheBytes(long bytes) {
        return new DocumentSettings(hosts, mirrors, cache, bytes, limits);
    }

    public DocumentSettings withLimits(FetchLimits others) {
        return new DocumentSettings(hosts, mirrors, cache, cacheBytes, others);
    }

    Optional<Path> mirror(DocumentAddress address) {
        return Optional.ofNullable(mirrors.get(address.name()));
    }

    void requireAllowed(DocumentAddress address) {
        if (!hosts.contains(address.host())) {
            throw new DocumentsUnavailable(
                    DocumentsUnavailable.Kind.REFUSED,
                    "document.repo: documents are not fetched from " + address.host() + ", only from "
                            + String.join(", ", hosts) + "; keep them on one of these, or ask the operator to add "
                            + address.host() + " to documents.hosts");
        }
    }

    private static Map<String, Path> byName(Map<String, Path> mirrors) {
        var byName = new HashMap<String, Path>();
        mirrors.forEach((address, folder) -> {
            DocumentAddress parsed;
            try {
                parsed = DocumentAddress.parse(address);
            } catch (DocumentsUnavailable e) {
                throw new IllegalArgumentException("documents.mirrors: " + e.getMessage(), e);
            }
            if (byName.put(parsed.name(), folder) != null) {
                throw new IllegalArgumentException(
                        "documents.mirrors: " + parsed.name() + " is there twice; keep one of the two");
            }
        });
        return Map.copyOf(byName);
    }
}
