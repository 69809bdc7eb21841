"""How long and how thick the drawn adult is.

Lengths are shares of body height (Drillis and Contini 1966, as tabulated by Winter);
thicknesses are ours, drawn by eye so that the figure reads at thumbnail size.
Source: SOURCES.md#body-proportions
"""

from programs.figures.geometry import Point

HEIGHT = 170.0

HEAD = 0.130 * HEIGHT
UPPER_ARM = 0.186 * HEIGHT
FOREARM = 0.146 * HEIGHT
HAND = 0.108 * HEIGHT
THIGH = 0.245 * HEIGHT
SHIN = 0.246 * HEIGHT
FOOT = 0.152 * HEIGHT
ANKLE_HEIGHT = 0.039 * HEIGHT
TRUNK = 0.306 * HEIGHT  # hip to the root of the neck
NECK = 0.050 * HEIGHT
SHOULDER_AT = 0.93  # share of the trunk's length
HALF_HIPS = 0.052 * HEIGHT  # hip joint to midline
HALF_SHOULDERS = 0.098 * HEIGHT  # shoulder joint to midline

PALM = 8.0  # wrist to the middle of the palm
HEEL: Point = (-5.0, -ANKLE_HEIGHT)  # from the ankle; x along the foot
TOES = FOOT - 6.0
# (along the foot from the ankle, up, radius)
FOOT_SHAPE = [(-1.8, -2.6, 3.9), (5.0, -2.9, 3.7), (11.5, -4.0, 2.6), (16.8, -4.8, 1.8)]
FOOT_FRONT = [(0.0, -1.2, 3.6), (8.0, -1.0, 4.5), (15.0, 0.6, 4.9)]  # as it points at the reader
FOOT_BACK = [(0.0, -0.6, 3.5), (0.0, -3.4, 3.9)]  # the heel, as it points away

# (share of the segment's length, towards the front, half thickness)
Profile = list[tuple[float, float, float]]

TRUNK_SIDE: Profile = [
    (-0.10, -1.6, 8.2),
    (0.0, -1.9, 10.2),
    (0.12, -1.2, 10.0),
    (0.24, -0.2, 9.2),
    (0.38, 0.4, 8.7),
    (0.52, 0.5, 9.2),
    (0.66, 0.4, 9.9),
    (0.80, 0.2, 10.0),
    (0.92, -0.4, 8.2),
    (1.0, -0.8, 5.8),
]
TRUNK_FRONT: Profile = [
    (0.04, 0, 15.8),
    (0.16, 0, 14.6),
    (0.36, 0, 13.2),
    (0.52, 0, 13.8),
    (0.68, 0, 14.6),
    (0.76, 0, 13.8),
]
THIGH_SHAPE: Profile = [
    (0.0, 0.0, 9.4),
    (0.2, 0.3, 9.2),
    (0.45, 0.4, 8.1),
    (0.75, 0.1, 6.5),
    (1.0, 0.0, 5.8),
]
THIGH_FRONT: Profile = [
    (0.0, 0, 8.0),
    (0.2, 0, 8.5),
    (0.45, 0, 7.8),
    (0.75, 0, 6.4),
    (1.0, 0, 5.8),
]
SHIN_SHAPE: Profile = [
    (0.0, 0.0, 5.8),
    (0.12, -0.5, 5.5),
    (0.32, -1.2, 5.5),
    (0.52, -0.9, 4.8),
    (0.75, -0.2, 3.8),
    (0.97, 0.0, 3.4),
]
UPPER_ARM_SHAPE: Profile = [(0.0, 0, 5.2), (0.35, 0.2, 4.8), (0.8, 0, 4.0), (1.0, 0, 3.7)]
FOREARM_SHAPE: Profile = [(0.0, 0, 3.7), (0.25, 0.3, 3.9), (0.65, 0.1, 3.1), (1.0, 0, 2.5)]
UPPER_ARM_FRONT: Profile = [(0.0, 0, 4.4), (0.35, 0, 4.6), (0.8, 0, 4.0), (1.0, 0, 3.7)]
SLEEVE_SHAPE: Profile = [(0.0, 0, 6.1), (0.3, 0, 5.9), (0.6, 0, 5.5)]
SLEEVE_FRONT: Profile = [(0.0, 0, 5.5), (0.3, 0, 5.7), (0.6, 0, 5.4)]
NECK_RADIUS = 5.2
KNEE_RADIUS = 5.8
ELBOW_RADIUS = 3.7
PALM_RADIUS = 2.2
SKULL: tuple[float, float, float] = (-0.8, 2.0, 10.6)  # forward, up, radius: what rests on a pillow
