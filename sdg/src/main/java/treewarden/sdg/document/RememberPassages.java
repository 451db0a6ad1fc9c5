package treewarden.sdg.document;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import treewarden.domain.DocumentSource;
import treewarden.domain.Leaf;

/**
 * Reads the documents of a source once: for the estimate and for the run, and for all leaves that name the same ones. What
 * may be another tomorrow is read again when it is wanted again. Thread-safe.
 */
public final class RememberPassages implements ReadPassages {
    private final ReadPassages read;
    private final Map<DocumentSource, Passages> known = new ConcurrentHashMap<>();

    public RememberPassages(ReadPassages read) {
        this.read = read;
    }

    @Override
    public Passages of(Leaf.Knowledge leaf, BooleanSupplier cancelled) {
        var before = known.get(leaf.document());
        if (before != null) {
            return before;
        }
        var passages = read.of(leaf, cancelled);
        if (passages.stability() == Stability.LASTING) {
            known.put(leaf.document(), passages);
        }
        return passages;
    }

    @Override
    public String manner() {
        return read.manner();
    }
}
