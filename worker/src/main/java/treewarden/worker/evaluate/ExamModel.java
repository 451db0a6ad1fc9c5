package treewarden.worker.evaluate;

import java.net.URI;
import treewarden.sdg.precheck.Student;

/** A model that can be asked, for as long as it is open. */
public interface ExamModel extends AutoCloseable {
    /** Under which it answers. */
    String name();

    /** Base of its API, such as {@code http://127.0.0.1:8000/v1}: for likelihoods and external benchmarks. */
    URI url();

    Student student();

    @Override
    void close();
}
