"""China's datums beside what others compute."""

from hypothesis import given
from hypothesis import strategies as st

from fengtai_map.geo.datum import from_bd09, from_gcj02, to_bd09, to_gcj02
from fengtai_map.geo.projection import GEOD
from tests.every import every

# WGS-84, GCJ-02, BD-09, latitude first, from Urumqi to Shanghai: as prcoords 1.0.2 has them.
KNOWN = (
    ((39.865246, 116.379028), (39.866636406, 116.385253668), (39.872892935, 116.39168661)),
    ((39.9087202, 116.3974799), (39.910123696, 116.403723471), (39.916463011, 116.410096443)),
    ((31.2303904, 121.4737021), (31.228448127, 121.478225152), (31.234300947, 121.484783569)),
    ((22.543099, 114.057868), (22.540381758, 114.062981961), (22.546040413, 114.069531967)),
    ((43.8256, 87.6168), (43.826805393, 87.619649949), (43.832949795, 87.626099771)),
    ((45.8038, 126.5349), (45.805781775, 126.540940717), (45.81139597, 126.547559618)),
    ((29.65, 91.1409), (29.647265025, 91.142429431), (29.652996104, 91.149024715)),
    ((18.2528, 109.512), (18.251094495, 109.51608401), (18.256877534, 109.522631294)),
)
# As the tests of eviltransform have them, which was written without the other.
ELSEWHERE = (
    ((31.1774276, 121.5272106), (31.17530398364597, 121.531541859215)),
    ((22.543847, 113.912316), (22.540796131694766, 113.9171764808363)),
    ((39.911954, 116.377817), (39.91334545536069, 116.38404722455657)),
)
CHINA = st.tuples(st.floats(4, 53), st.floats(74, 134))


def metres(one, other):
    return GEOD.inv(one[1], one[0], other[1], other[0])[2]


@every("wgs, gcj, bd", KNOWN)
def test_a_position_is_where_others_put_it(wgs, gcj, bd):
    assert metres(to_gcj02(wgs), gcj) < 0.001
    assert metres(to_bd09(wgs), bd) < 0.001
    assert metres(from_gcj02(gcj), wgs) < 0.001
    assert metres(from_bd09(bd), wgs) < 0.001


@every("wgs, gcj", ELSEWHERE)
def test_a_second_source_agrees(wgs, gcj):
    assert metres(to_gcj02(wgs), gcj) < 0.5


@given(CHINA)
def test_there_and_back_is_the_same_place(at):
    assert metres(from_gcj02(to_gcj02(at)), at) < 0.001
    assert metres(from_bd09(to_bd09(at)), at) < 0.001


def test_outside_china_nothing_is_shifted():
    assert to_gcj02((51.5, -0.12)) == from_gcj02((51.5, -0.12)) == (51.5, -0.12)
