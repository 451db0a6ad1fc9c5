package treewarden.worker.release;

import java.util.List;
import treewarden.domain.Leaf;

/** Keeps those seed questions out of leaves that the evaluation will ask, so that nothing is trained on them. */
public interface KeepBack {
    List<Leaf> from(List<Leaf> leaves);
}
