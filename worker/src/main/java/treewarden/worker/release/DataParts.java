package treewarden.worker.release;

import treewarden.sdg.generate.GenerateParts;

/** What data is made with: the teacher, its cache, the pipelines and how rows are mixed. */
public interface DataParts {
    /** @param name of the data set, which its files carry */
    GenerateParts of(String name);
}
