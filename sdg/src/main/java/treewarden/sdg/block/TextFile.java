package treewarden.sdg.block;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import treewarden.templates.jinja.JinjaTemplate;

/** A pipeline or prompt file: one that we ship, or one of the operator's. Other files are named relative to it. */
public sealed interface TextFile {
    /** No pipeline or prompt file is longer, in bytes. */
    int LONGEST = 1 << 20;

    /** The folders of the module "templates" are in its jar beside its classes. */
    String FOLDER = "/treewarden/templates/";

    /** How messages call it. */
    String name();

    /** The file that this one calls by a relative path. */
    TextFile beside(String relative);

    boolean exists();

    /** @throws PipelineException naming the file where it cannot be read */
    String text();

    /** A file that we ship, by its path below the folder {@code templates}: {@code pipelines/full/knowledge.yaml}. */
    static TextFile shipped(String path) {
        return new Shipped(Path.of(path).normalize());
    }

    static TextFile onDisk(Path path) {
        return new OnDisk(path);
    }

    private static String decoded(String name, InputStream in) throws IOException {
        var bytes = in.readNBytes(LONGEST + 1);
        if (bytes.length > LONGEST) {
            throw new PipelineException(name + ": the file has more than " + LONGEST + " bytes");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new PipelineException(name + ": the file is not UTF-8");
        }
    }

    record Shipped(Path path) implements TextFile {
        @Override
        public String name() {
            return path.toString().replace('\\', '/');
        }

        @Override
        public TextFile beside(String relative) {
            return new Shipped(path.resolveSibling(relative).normalize());
        }

        @Override
        public boolean exists() {
            return JinjaTemplate.class.getResource(FOLDER + name()) != null;
        }

        @Override
        public String text() {
            try (var in = JinjaTemplate.class.getResourceAsStream(FOLDER + name())) {
                if (in == null) {
                    throw new PipelineException(name() + ": there is no such file");
                }
                return decoded(name(), in);
            } catch (IOException e) {
                throw new PipelineException(name() + ": the file cannot be read");
            }
        }
    }

    record OnDisk(Path path) implements TextFile {
        @Override
        public String name() {
            return path.toString();
        }

        @Override
        public TextFile beside(String relative) {
            return new OnDisk(path.resolveSibling(relative).normalize());
        }

        @Override
        public boolean exists() {
            return Files.exists(path);
        }

        @Override
        public String text() {
            if (!Files.exists(path)) {
                throw new PipelineException(name() + ": there is no such file");
            }
            try (var in = Files.newInputStream(path)) {
                return decoded(name(), in);
            } catch (IOException e) {
                throw new PipelineException(name() + ": the file cannot be read");
            }
        }
    }
}
