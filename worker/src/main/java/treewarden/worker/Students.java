package treewarden.worker;

import java.util.Optional;
import treewarden.domain.ReleasedModel;
import treewarden.sdg.precheck.Student;

/** Where community models are served. */
public interface Students {
    /** The community model of the day; empty where the operator names none. */
    Optional<Served> ofTheDay();

    /**
     * The model of a release.
     *
     * @throws IllegalArgumentException where its address cannot be used, with what to do
     */
    Served of(ReleasedModel release);

    /** A student for one precheck; closed when it ends. */
    interface Served extends AutoCloseable {
        Student student();

        @Override
        void close();
    }
}
