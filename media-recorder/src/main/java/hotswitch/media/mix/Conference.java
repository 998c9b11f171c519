package hotswitch.media.mix;

import hotswitch.media.codec.Codec;
import hotswitch.media.rtp.Pacer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Each member hears the sum of the others, 20 ms at a time. Lives on one media loop. */
public final class Conference implements Pacer.Paced {
    public static final int SAMPLES = 160;
    public static final int MEMBERS_MAX = 8;

    private final List<Member> members = new ArrayList<>();
    private final int[] sum = new int[SAMPLES];
    private final UnsafeBuffer coded = new UnsafeBuffer(new byte[SAMPLES]);
    private int index;

    /** Throws {@link IllegalStateException} when it is full. */
    public Member join(Member.Outlet outlet) {
        if (members.size() == MEMBERS_MAX) throw new IllegalStateException("a conference has " + MEMBERS_MAX);
        Member member = new Member(outlet);
        members.add(member);
        return member;
    }

    public void leave(Member member) {
        members.remove(member);
    }

    @Override
    public boolean onDue(long nowNs, boolean skipped) {
        Arrays.fill(sum, 0);
        for (Member member : members) add(member);
        for (int i = 0; i < members.size(); i++) tell(members.get(i), nowNs, skipped);
        index++;
        return !members.isEmpty();
    }

    private void add(Member member) {
        member.take();
        for (int i = 0; i < SAMPLES; i++) sum[i] += member.now[i];
    }

    private void tell(Member member, long nowNs, boolean skipped) {
        Codec law = member.outlet.codec();
        for (int i = 0; i < SAMPLES; i++) {
            coded.putByte(i, law.encode(sum[i] - member.now[i]));
        }
        member.outlet.mixed(coded, index, nowNs, skipped);
    }
}
