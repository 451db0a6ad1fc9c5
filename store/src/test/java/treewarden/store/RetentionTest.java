package treewarden.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import treewarden.domain.ContributionId;
import treewarden.domain.JobKind;

class RetentionTest extends Contract {
    @Test
    void bodiesAreForgottenAfterAWeekAndIdsAfterAMonth() {
        try (var intake = new DeliveryIntake(database)) {
            IntStream.range(0, 250)
                    .mapToObj(i -> intake.accept(new Delivery("d-" + i, "push", new byte[] {1}, clock.instant())))
                    .toList()
                    .forEach(future -> assertThat(future.join()).isEqualTo(Intake.STORED));
        }
        runner(when(JobKind.HANDLE_DELIVERY, (context, job) -> JobResult.done("handled")))
                .runUntilQuietOrThrow();
        var retention = new Retention(database);

        clock.advance(Duration.ofDays(6));
        assertThat(retention.sweep()).isEqualTo(new Retention.Swept(0, 0, 0, 0, 0, 0, 0, 0));
        clock.advance(Duration.ofDays(2));
        assertThat(retention.sweep()).isEqualTo(new Retention.Swept(250, 0, 0, 0, 0, 0, 0, 0));
        assertThat(delivery("d-1").orElseThrow().body()).isNull();
        clock.advance(Duration.ofDays(23));
        assertThat(retention.sweep()).isEqualTo(new Retention.Swept(0, 250, 250, 0, 0, 0, 0, 0));
        assertThat(delivery("d-1")).isEmpty();
    }

    @Test
    void whatWaitsIsNeverForgotten() {
        var id = new ContributionId(77, 1);
        database.run(transaction -> transaction.show(TAXONOMY, List.of(comment(id, "one"))));
        database.run(transaction -> transaction.show(TAXONOMY, List.of(comment(id, "two"))));
        apply(decide(contribution(1)));

        clock.advance(Duration.ofDays(400));

        assertThat(new Retention(database).sweep()).isEqualTo(new Retention.Swept(0, 0, 0, 1, 0, 0, 0, 0));
        assertThat(database.<Integer>read(tables -> tables.outbox().waiting())).isEqualTo(1);
        assertThat(database.<Integer>read(tables -> tables.jobs().count(JobFilter.ALL)))
                .isEqualTo(1);
        assertThat(database.<AuditVerdict>read(tables -> tables.audit().verify()))
                .isInstanceOf(AuditVerdict.Intact.class);
    }

    private Optional<StoredDelivery> delivery(String id) {
        return database.read(tables -> tables.deliveries().find(id));
    }
}
