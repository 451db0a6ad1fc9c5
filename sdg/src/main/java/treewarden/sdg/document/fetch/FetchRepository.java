package treewarden.sdg.document.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.transport.PackParser;

/** A bare repository that takes in packs within limits: a pack says itself how much room it wants. */
final class FetchRepository extends FileRepository {
    private final int objects;
    private long largestObject;

    FetchRepository(Path folder, FetchLimits limits) throws IOException {
        super(folder.toFile());
        this.objects = limits.objects();
        this.largestObject = limits.largestObject();
        getConfig().setString("http", null, "followRedirects", "false");
        getConfig().setInt("protocol", null, "version", 2);
    }

    /** From now on, packs with larger objects are not taken. */
    void takeObjectsUpTo(long bytes) {
        largestObject = bytes;
    }

    @Override
    public ObjectInserter newObjectInserter() {
        var inserter = super.newObjectInserter();
        return new ObjectInserter.Filter() {
            @Override
            protected ObjectInserter delegate() {
                return inserter;
            }

            @Override
            public PackParser newPackParser(InputStream in) throws IOException {
                var parser = inserter.newPackParser(new BoundedPack(in, objects));
                parser.setMaxObjectSizeLimit(largestObject);
                return parser;
            }
        };
    }
}
