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

        var quick = BlockReader.read(source, limits);
        return quick != null ? quick : new EventReader(source, limits).read();
    }
}
