package treewarden.app.command;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import treewarden.app.sdg.DocumentPlaces;
import treewarden.domain.Secret;
import treewarden.sdg.document.ChunkSettings;
import treewarden.sdg.document.fetch.DocumentSettings;

/** The options of every command that reads the documents of knowledge leaves. */
final class DocumentOptions {
    static final String DOCLING_KEY = "TREEWARDEN_DOCLING_API_KEY";

    @Option(
            names = "--document-host",
            paramLabel = "HOST",
            description =
                    "Also fetch documents from this host, beside github.com, gitlab.com, bitbucket.org, codeberg.org"
                            + " and huggingface.co. Name it in lower case, and repeat the option for more.")
    private List<String> hosts = new ArrayList<>();

    @Option(
            names = "--mirror",
            paramLabel = "URL=DIR",
            description =
                    "Take the documents of this https address from a git repository on this machine, bare or not.")
    private Map<String, Path> mirrors = new LinkedHashMap<>();

    @Option(
            names = "--docling",
            paramLabel = "URL",
            description = "A docling-serve that reads PDF, DOCX and images; its key, if it wants one, comes from the"
                    + " environment: " + DOCLING_KEY + ".")
    private @Nullable URI docling;

    @Option(
            names = "--piece-tokens",
            defaultValue = "500",
            paramLabel = "N",
            description = "Documents are cut into pieces of at most so many tokens (default: ${DEFAULT-VALUE}).")
    private int pieceTokens = 500;

    @Option(
            names = "--piece-overlap",
            defaultValue = "0",
            paramLabel = "N",
            description =
                    "Tokens that a piece says again of the one before where a section had to be cut, at most a quarter"
                            + " of --piece-tokens (default: ${DEFAULT-VALUE}).")
    private int pieceOverlap;

    DocumentPlaces places(Map<String, String> environment) {
        var all = new ArrayList<>(DocumentSettings.HOSTS);
        all.addAll(hosts);
        var key = environment.get(DOCLING_KEY);
        try {
            return new DocumentPlaces(
                    all,
                    mirrors,
                    docling,
                    key == null || key.isBlank() ? null : Secret.of(key),
                    new ChunkSettings(pieceTokens, pieceOverlap));
        } catch (IllegalArgumentException e) {
            throw CommandFailed.usage("--piece-tokens, --piece-overlap: " + e.getMessage());
        }
    }
}
