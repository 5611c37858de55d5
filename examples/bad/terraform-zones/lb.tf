resource "aws_lb" "api" {
  load_balancer_type = "network"
}

resource "aws_lb_listener" "api" {
  load_balancer_arn = aws_lb.api.arn
  port = 6443
  default_action {
    type = "forward"
    target_group_arn = aws_lb_target_group.masters.arn
  }
}

resource "aws_lb_target_group" "masters" {
  protocol = "TCP"
  port     = 6443

  health_check {
    protocol            = "HTTP"
    path                = "/readyz"
    interval            = 10
    healthy_threshold   = 2
    unhealthy_threshold = 2
  }
}

resource "aws_instance" "m1" {
  private_ip        = "10.240.0.10"
  availability_zone = "eu-west-1a"
}

resource "aws_instance" "m2" {
  private_ip        = "10.240.0.11"
  availability_zone = "eu-west-1a"
}

resource "aws_instance" "m3" {
  private_ip        = "10.240.0.12"
  availability_zone = "eu-west-1b"
}

resource "aws_lb_target_group_attachment" "m1" {
  target_group_arn = aws_lb_target_group.masters.arn
  target_id        = aws_instance.m1.id
}

resource "aws_lb_target_group_attachment" "m2" {
  target_group_arn = aws_lb_target_group.masters.arn
  target_id        = aws_instance.m2.id
}

resource "aws_lb_target_group_attachment" "m3" {
  target_group_arn = aws_lb_target_group.masters.arn
  target_id        = aws_instance.m3.id
}
