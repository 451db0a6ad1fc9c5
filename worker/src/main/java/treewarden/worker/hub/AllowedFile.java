package treewarden.worker.hub;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import treewarden.domain.Printable;

/**
 * Which files may be published: weights that cannot run code, and text. A pickle runs whatever its author wants when it
 * is loaded, so it is refused by name, and by its first bytes where its name is another's.
 */
final class AllowedFile {
    private static final Set<String> TEXT = Set.of("json", "jsonl", "txt", "md", "yaml", "yml", "csv", "jinja");
    private static final Set<String> NAMES = Set.of(".gitattributes", "license", "notice");
    private static final int LONGEST_PATH = 512;

    /** How much of a file is looked at. */
    static final int SAMPLE = 512;

    private AllowedFile() {}

    /** Why a path may not be published; empty where it may. */
    static Optional<String> refusePath(String path) {
        boolean isOdd = path.codePoints().anyMatch(c -> Printable.isInvisible(c) || c == '\\')
                || path.length() > LONGEST_PATH
                || Arrays.stream(path.split("/", -1))
                        .anyMatch(part -> part.isBlank()
                                || !part.equals(part.strip())
                                || part.equals(".")
                                || part.equals("..")
                                || part.equalsIgnoreCase(".git"));
        if (isOdd) {
            return Optional.of("its name is not fit for a repository");
        }
        var kind = kind(path);
        return kind.isEmpty()
                ? Optional.of("only safetensors, gguf, parquet, png, svg, JSON and text are published; pickles such as"
                        + " .bin, .pt and .pkl never are")
                : Optional.empty();
    }

    /** Why a file with these first bytes may not be published under this name; empty where it may. */
    static Optional<String> refuseContent(String path, long size, byte[] sample) {
        boolean fits = switch (kind(path)) {
            case "safetensors" -> isSafetensors(size, sample);
            case "gguf" -> startsWith(sample, "GGUF");
            case "parquet" -> startsWith(sample, "PAR1");
            case "png" -> startsWith(sample, "\u0089PNG");
            case "svg" -> startsWith(sample, "<svg") && isText(sample);
            default -> isText(sample);
        };
        return fits ? Optional.empty() : Optional.of("its content is not what its name says");
    }

    /** Its kind; empty for one that is not allowed. */
    private static String kind(String path) {
        var name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        if (NAMES.contains(name)) {
            return "text";
        }
        var extension = name.substring(name.lastIndexOf('.') + 1);
        if (name.indexOf('.') < 1) {
            return "";
        }
        if (TEXT.contains(extension)) {
            return "text";
        }
        return Set.of("safetensors", "gguf", "parquet", "png", "svg").contains(extension) ? extension : "";
    }

    /** Eight bytes of header length, little-endian, then a JSON object of that length. */
    private static boolean isSafetensors(long size, byte[] sample) {
        if (sample.length < 10 || sample[8] != '{') {
            return false;
        }
        long header = 0;
        for (int i = 7; i >= 0; i--) {
            header = header << 8 | sample[i] & 0xff;
        }
        return header > 0 && header <= size - 8;
    }

    private static boolean startsWith(byte[] sample, String magic) {
        var bytes = magic.getBytes(StandardCharsets.ISO_8859_1);
        return sample.length >= bytes.length && Arrays.equals(Arrays.copyOf(sample, bytes.length), bytes);
    }

    private static boolean isText(byte[] sample) {
        for (var one : sample) {
            // Pickles begin with 0x80, a byte that begins no character of UTF-8, or hold control characters.
            if (one >= 0 && one < ' ' && one != '\n' && one != '\r' && one != '\t' && one != '\f') {
                return false;
            }
        }
        return sample.length == 0 || (sample[0] & 0xc0) != 0x80;
    }
}
