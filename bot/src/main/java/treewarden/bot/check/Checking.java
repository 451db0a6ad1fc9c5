package treewarden.bot.check;

import treewarden.store.Artifacts;
import treewarden.taxonomy.Validator;

/**
 * What checks need.
 *
 * @param artifacts where the bytes of leaves are kept for the jobs that follow
 * @param knownLeaves what new leaves are compared with
 * @param limits of the trial sample
 * @param sampling whether there is a teacher to sample with
 * @param prechecking whether there is a student to ask, and who says when
 * @param pullRequests how pull requests themselves are looked at
 */
public record Checking(
        Validator validator,
        Artifacts artifacts,
        KnownLeaves knownLeaves,
        Addresses addresses,
        SampleLimits limits,
        Sampling sampling,
        Prechecking prechecking,
        PullRequestSettings pullRequests) {
    /** Without a student to ask; pull requests are looked at as usual. */
    public Checking(
            Validator validator,
            Artifacts artifacts,
            KnownLeaves knownLeaves,
            Addresses addresses,
            SampleLimits limits,
            Sampling sampling) {
        this(
                validator,
                artifacts,
                knownLeaves,
                addresses,
                limits,
                sampling,
                Prechecking.NO_STUDENT,
                PullRequestSettings.USUAL);
    }

    /** Whether contributions are sampled here. */
    public enum Sampling {
        BY_A_TEACHER,
        NO_TEACHER
    }
}
