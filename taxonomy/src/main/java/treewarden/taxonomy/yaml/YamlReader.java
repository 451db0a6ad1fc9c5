package treewarden.taxonomy.yaml;

import java.util.Locale;
import treewarden.domain.Position;

/** Reads a file under limits. Stateless, and never throws anything but {@link Refused}, whatever the bytes. */
public final class YamlReader {
    private final Limits limits;

    public YamlReader(Limits limits) {
        this.limits = limits;
    }

    public YamlDocument read(byte[] bytes) throws Refused {
        if (bytes.length > limits.bytes()) {
            throw new Refused(
                    Position.START,
                    String.format(
                            Locale.ROOT,
                            "The file has %,d bytes; the limit \"bytes\" is %,d.",
                            bytes.length,
                            limits.bytes()),
                    "Split the leaf, or shorten its examples.");
        }
        var source = Source.of(bytes);
        refuseLongLines(source);
        var quick = BlockReader.read(source, limits);
        return quick != null ? quick : new EventReader(source, limits).read();
    }

    /** A parser looks at a line again and again until it ends: on a line of 2 MiB for more than a second. */
    private void refuseLongLines(Source source) throws Refused {
        for (var line = 1; line <= source.lines(); line++) {
            if (source.end(line) - source.start(line) > limits.scalarBytes()) {
                throw Refusals.tooLong(new Position(line, 1), limits);
            }
        }
    }
}
