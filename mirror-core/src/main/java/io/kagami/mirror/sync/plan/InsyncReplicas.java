package io.kagami.mirror.sync.plan;

import io.kagami.mirror.sync.plan.Remark.InsyncLimited;
import io.kagami.mirror.sync.plan.Remark.InsyncLowered;
import io.kagami.mirror.sync.plan.TopicAction.AlterConfigs;
import io.kagami.mirror.sync.plan.TopicAction.ValueChange;
import io.kagami.mirror.sync.plan.TopicConfigs.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where {@code min.insync.replicas} follows the source: never more than the mirror has replicas, as nobody could write to it then, and never less
 * than before without a word.
 *
 * <p>Threading: stateless.
 */
public final class InsyncReplicas {

    static final String PROPERTY = "min.insync.replicas";

    private InsyncReplicas() {}

    /** The same, with no more replicas in sync asked for than there are. */
    public static WantedConfigs limited(WantedConfigs wanted, int replicas) {
        return asked(wanted).filter(asked -> asked > replicas).isPresent()
                ? wanted.with(PROPERTY, Integer.toString(replicas))
                : wanted;
    }

    /**
     * What is to be said about a mirror.
     *
     * @param asked what the source asks, not limited
     * @param change to be made, if there is one
     * @param before what is in force at the mirror
     */
    public static List<Remark> remarks(
            MirroredTopic topic, WantedConfigs asked, Optional<AlterConfigs> change, TopicConfigs before) {
        List<Remark> remarks = new ArrayList<>();
        TopicState mirror = topic.mirror();
        Setting inForce = before.settings().get(PROPERTY);
        Optional<Integer> tooMany = asked(asked).filter(number -> mirror != null && number > mirror.replicas());
        if (mirror != null && tooMany.isPresent()) {
            remarks.add(new InsyncLimited(topic.targetName(), tooMany.get(), mirror.replicas()));
        } else if (inForce != null) {
            change.flatMap(alteration -> lowered(alteration, inForce)).ifPresent(remarks::add);
        }
        return remarks;
    }

    private static Optional<Remark> lowered(AlterConfigs alteration, Setting inForce) {
        int now = Integer.parseInt(inForce.value());
        ValueChange set = alteration.sets().get(PROPERTY);
        if (set != null && Integer.parseInt(set.to()) < now) {
            return Optional.of(new InsyncLowered(alteration.topic(), inForce.value(), set.to()));
        }
        boolean removed = alteration.removals().containsKey(PROPERTY) && now > 1;
        return removed ? Optional.of(new InsyncLowered(alteration.topic(), inForce.value(), "")) : Optional.empty();
    }

    private static Optional<Integer> asked(WantedConfigs wanted) {
        return Optional.ofNullable(wanted.values().get(PROPERTY)).map(Integer::valueOf);
    }
}
