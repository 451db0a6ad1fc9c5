package treewarden.sdg.token;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import treewarden.domain.Printable;

/**
 * A model's own tokenizer, from its {@code tokenizer.json}.
 *
 * <p>The library is native. It is unpacked once to {@code ~/.djl.ai}, or to the folder that the environment variable
 * {@code DJL_CACHE_DIR} or {@code ENGINE_CACHE_DIR} names.
 */
public final class Tokenizer implements Tokens, AutoCloseable {
    /** The largest that is known is about 35 MB. */
    private static final long LARGEST_FILE = 128L << 20;

    private final HuggingFaceTokenizer tokenizer;
    private final String name;

    private Tokenizer(HuggingFaceTokenizer tokenizer, String name) {
        this.tokenizer = tokenizer;
        this.name = name;
    }

    /**
     * Loads it.
     *
     * @param file a {@code tokenizer.json}, or a folder that holds one
     * @throws UnusableTokenizer with what to do
     */
    public static Tokenizer at(Path file) {
        var json = Files.isDirectory(file) ? file.resolve("tokenizer.json") : file;
        var name = Printable.plain(json.toString());
        try {
            if (!Files.isRegularFile(json)) {
                throw new UnusableTokenizer("there is no tokenizer at " + name
                        + ": name the tokenizer.json of the teacher's model, or the folder that holds it");
            }
            if (Files.size(json) > LARGEST_FILE) {
                throw new UnusableTokenizer(name + " is larger than 128 MiB, which no tokenizer.json is");
            }
            keepToItself();
            // Without this, every text is cut at 512 tokens.
            var options = Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false");
            return new Tokenizer(HuggingFaceTokenizer.newInstance(json, options), name);
        } catch (UnusableTokenizer e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new UnusableTokenizer(
                    name + " cannot be used as a tokenizer (" + Printable.plain(String.valueOf(e.getMessage()))
                            + "): name the tokenizer.json of the teacher's model",
                    e);
        } catch (LinkageError e) {
            throw new UnusableTokenizer(
                    "the native library of the tokenizer cannot be loaded on this machine ("
                            + Printable.plain(String.valueOf(e.getMessage()))
                            + "): make the home folder writable or set DJL_CACHE_DIR, or configure no tokenizer",
                    e);
        }
    }

    /** No telemetry, no look for a GPU's build of the library, no download of one. */
    private static void keepToItself() {
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("RUST_FLAVOR", "cpu");
    }

    @Override
    public int count(String text) {
        return tokenizer.encode(text, false, false).getIds().length;
    }

    @Override
    public boolean exact() {
        return true;
    }

    @Override
    public String words() {
        return "tokens of " + name;
    }

    /** Frees the native memory. Nothing may be counted after it. */
    @Override
    public void close() {
        tokenizer.close();
    }
}
