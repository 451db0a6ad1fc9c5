package treewarden.app.sdg;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Secret;
import treewarden.sdg.document.ChunkSettings;
import treewarden.sdg.document.fetch.DocumentSettings;

/**
 * Where documents of knowledge leaves come from, and how they are cut.
 *
 * @param hosts that repositories are fetched from
 * @param mirrors a folder with a git repository for an https address
 * @param docling a docling-serve that reads them; null where there is none
 */
public record DocumentPlaces(
        List<String> hosts,
        Map<String, Path> mirrors,
        @Nullable URI docling,
        @Nullable Secret doclingKey,
        ChunkSettings pieces) {
    /** The well-known hosts, without mirrors and docling-serve. */
    public static final DocumentPlaces USUAL =
            new DocumentPlaces(DocumentSettings.HOSTS, Map.of(), null, null, ChunkSettings.USUAL);

    public DocumentPlaces {
        hosts = List.copyOf(hosts);
        mirrors = Map.copyOf(mirrors);
    }

    public DocumentPlaces withMirrors(Map<String, Path> others) {
        return new DocumentPlaces(hosts, others, docling, doclingKey, pieces);
    }
}
